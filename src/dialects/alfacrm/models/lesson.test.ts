import { beforeAll, expect, test } from 'vitest';
import { MANAGER, onEveryEngine, type Listed } from '../../../../test/alfacrm/world.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import { updateRecord } from '../../../core/records/update-record.ts';

const ids = ({ items }: Listed): unknown => items.map(({ id }) => id);
/** As rastudio books a trial (trap 25). */
const TRIAL = { lesson_type_id: 3, lesson_date: '05.03.2024', time_from: '10:00', duration: 60, subject_id: 2 };

onEveryEngine('lessons', (world) => {
  let anna = 0;
  let boris = 0;
  let group = 0;
  let teacher = 0;
  let room = 0;

  beforeAll(async () => {
    const { write } = world();
    for (const name of ['Математика', 'Английский']) await write('1/subject/create', { name, weight: 1 });
    anna = (await write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 })).id;
    boris = (await write('1/customer/create', { name: 'Борис', is_study: 1, legal_type: 1 })).id;
    group = (await write('1/group/create', { name: 'Начинающие', branch_ids: [1] })).id;
    await write(`1/cgi/create?group_id=${group}&customer_id=${boris}`, { b_date: '01.03.2024', e_date: '31.03.2024' });
    teacher = await createRecord(world().crm, await world().context(), 'teacher', { name: 'Петрова О.' });
    const location = (await write('1/location/create', { branch_id: 1, name: 'Центр', is_active: 1 })).id;
    room = (await write('1/room/create', { branch_id: 1, name: 'Класс 1', color_id: 1, location_id: location, is_enabled: 1 })).id;
  });

  const refused = async (path: string, body: unknown): Promise<unknown> => {
    const { status, json } = await world().post(path, body);
    return status === 200 ? (json as { errors: unknown }).errors : status;
  };

  test('what a lesson needs is asked for at once, by its own names', async () => {
    expect(await refused('1/lesson/create', {})).toEqual({
      lesson_type_id: ['Необходимо заполнить «Вид урока».'], subject_id: ['Необходимо заполнить «Предмет».'],
      date: ['Необходимо заполнить «Дата».'], time_from: ['Необходимо заполнить «Начало».'], time_to: ['Необходимо заполнить «Конец».'],
    });
    expect(await refused('1/lesson/create', { ...TRIAL, lesson_date: '' })).toEqual({ date: ['Необходимо заполнить «Дата».'] });
    expect(await refused('1/lesson/create', { ...TRIAL, duration: null })).toEqual({ time_to: ['Необходимо заполнить «Конец».'] });
  });

  test('times of no known form are refused, and so is an end before the beginning', async () => {
    for (const [name, sent] of [['lesson_date', 'soon'], ['duration', 'an hour'], ['duration', 0], ['time_from', '25:00'], ['time_from', '2024-03-05'], ['time_to', 7], ['date', '2024-02-30']] as const) {
      expect(Object.keys((await refused('1/lesson/create', { ...TRIAL, [name]: sent })) as object)).toEqual([name]);
    }
    expect(await refused('1/lesson/create', { ...TRIAL, duration: undefined, time_to: '09:00' })).toEqual({ time_to: ['Значение «Конец» вне допустимых границ.'] });
  });

  test('links to what is not there are refused', async () => {
    expect(Object.keys((await refused('1/lesson/create', { ...TRIAL, room_id: 999, teacher_ids: [999], customer_ids: [999] })) as object).toSorted()).toEqual(['customer_ids', 'room_id', 'teacher_ids']);
  });

  test('details that are none, or of nobody, are refused, and nothing of the write is kept', async () => {
    const { id } = await world().write('1/lesson/create', { ...TRIAL, customer_ids: [anna] });
    for (const details of [{}, 'x', [7], [{ is_attend: 1 }], [{ customer_id: 999 }], [{ customer_id: anna, reason_id: 99 }], [{ customer_id: anna, is_attend: 'maybe' }]]) {
      expect(Object.keys((await refused(`1/lesson/update?id=${id}`, { topic: 'Новая тема', details })) as object)).toEqual(['details']);
    }
    expect(await world().list('1/lesson', { id })).toMatchObject({ items: [{ topic: '', details: [] }] });
    await world().post(`1/lesson/delete?id=${id}`, []);
  });

  test('there is no dictionary of statuses, nor a lesson that is not there', async () => {
    expect((await world().post('1/lesson/statuses')).status).toBe(404);
    expect(await refused('1/lesson/teach?id=999', {})).toBe(404);
    expect(await refused('1/lesson/teach', {})).toBe(400);
    expect(await refused('1/lesson/update?id=999', { topic: 'x' })).toBe(404);
    expect(await world().list('1/lesson', { id: 999 })).toMatchObject({ total: 0, items: [] });
  });

  test('48: a trial is booked by lesson_date, time_from and duration, and is shown whole', async () => {
    expect(await world().write('1/lesson/create', { ...TRIAL, customer_ids: [anna] })).toEqual({
      id: expect.any(Number), branch_id: 1, date: '2024-03-05', time_from: '2024-03-05 10:00:00', time_to: '2024-03-05 11:00:00',
      lesson_type_id: 3, lesson_type_name: 'Пробный', status: 1, subject_id: 2, room_id: null, teacher_ids: [], customer_ids: [anna], group_ids: [],
      streaming: false, note: '', topic: '', homework: '', regular_id: null, created_at: '2024-03-11 12:00:00', updated_at: '2024-03-11 12:00:00', details: [],
    });
  });

  test('all notations of time are one', async () => {
    const { lesson_date: _day, time_from: _from, duration: _duration, ...rest } = TRIAL;
    const expected = { date: '2024-03-06', time_from: '2024-03-06 09:30:00', time_to: '2024-03-06 11:00:00' };
    for (const times of [
      { lesson_date: '06.03.2024', time_from: '09:30', duration: '90' },
      { lesson_date: '2024-03-06', time_from: '9:30', time_to: '11:00' },
      { date: '2024-03-06', time_from: '2024-03-06T09:30:00', time_to: '2024-03-06T11:00:00' },
      { time_from: '2024-03-06 09:30', time_to: '06.03.2024 11:00' },
      { date: '2024.03.06', time_from: '09:30:00', time_to: '2024-03-06 11:00:00' },
    ]) expect(await world().write('1/lesson/create', { ...rest, ...times })).toMatchObject(expected);
    expect(await world().write('1/lesson/create', { ...rest, date: '2024-03-06', time_from: '23:30', time_to: '2024-03-07 00:30:00' })).toMatchObject({ date: '2024-03-06', time_to: '2024-03-07 00:30:00' });
  });

  test('a change moves what it says and leaves the rest', async () => {
    const { write } = world();
    const { id } = await write('1/lesson/create', { ...TRIAL, lesson_date: '06.03.2024', time_from: '23:30', customer_ids: [anna], note: 'x' });
    const change = (body: object): Promise<unknown> => write(`1/lesson/update?id=${id}`, body);
    expect(await change({ date: '07.03.2024' })).toMatchObject({ date: '2024-03-07', time_from: '2024-03-07 23:30:00', time_to: '2024-03-08 00:30:00', note: 'x' });
    expect(await change({ time_from: '10:00', duration: 45 })).toMatchObject({ date: '2024-03-07', time_from: '2024-03-07 10:00:00', time_to: '2024-03-07 10:45:00' });
    expect(await change({ time_to: '11:15' })).toMatchObject({ time_from: '2024-03-07 10:00:00', time_to: '2024-03-07 11:15:00' });
    expect(await change({ lesson_date: '08.03.2024' })).toMatchObject({ time_from: '2024-03-08 10:00:00', time_to: '2024-03-08 11:15:00' });
    expect(await refused(`1/lesson/update?id=${id}`, { time_from: '', subject_id: null })).toEqual({ time_from: ['Необходимо заполнить «Начало».'] });
    expect(await refused(`1/lesson/update?id=${id}`, { subject_id: null })).toEqual({ subject_id: ['Необходимо заполнить «Предмет».'] });
    expect(await change({ customer_ids: [], group_ids: group, teacher_ids: String(teacher), status: null })).toMatchObject({ customer_ids: [], group_ids: [group], teacher_ids: [teacher], status: 1 });
  });

  test('an echo of the whole model with one change changes that alone', async () => {
    // aioalfacrm sends the model back with `T` in its date-times (trap 21).
    const { write } = world();
    const made = await write('1/lesson/create', { ...TRIAL, customer_ids: [anna] });
    const echo = { ...made, time_from: '2024-03-05T10:00:00', time_to: '2024-03-05T11:00:00', created_at: '2024-03-11T12:00:00' };
    expect(await write(`1/lesson/update?id=${made.id}`, echo)).toEqual(made);
    expect(await write(`1/lesson/update?id=${made.id}`, { ...echo, topic: 'Unit 1' })).toEqual({ ...made, topic: 'Unit 1' });
    expect(await write(`1/lesson/update?id=${made.id}`, { ...echo, topic: 'Unit 1', time_from: '2024-03-06T10:30:00' })).toMatchObject({ date: '2024-03-06', time_from: '2024-03-06 10:30:00', time_to: '2024-03-06 11:00:00' });
    expect(await write(`1/lesson/update?id=${made.id}`, { ...echo, date: '2024-03-08' })).toMatchObject({ date: '2024-03-08', time_from: '2024-03-08 10:00:00', topic: '' });
  });

  test('49: the index holds conducted lessons alone unless status or id is given', async () => {
    const { write, list } = world();
    const { id } = await write('1/lesson/create', { ...TRIAL, lesson_date: '01.02.2024', customer_ids: [anna] });
    const within = { date_from: '2024-02-01', date_to: '01.02.2024' };
    expect(ids(await list('1/lesson/index', within))).toEqual([]);
    expect(ids(await list('1/lesson/index', { ...within, status: '1' }))).toEqual([id]);
    expect(ids(await list('1/lesson/index', { id }))).toEqual([id]);
    expect(ids(await list(`1/lesson/index?id=${id}`))).toEqual([id]);
    // amo-bridge re-reads a lesson in the state that it was told of.
    expect(ids(await list('1/lesson/index', { id, status: 3 }))).toEqual([]);
    await write(`1/lesson/update?id=${id}`, { status: 3 });
    expect(ids(await list('1/lesson/index', within))).toEqual([id]);
    expect(ids(await list('1/lesson/index', { id, status: 3 }))).toEqual([id]);
    expect(ids(await list('1/lesson/index', { ...within, status: 1 }))).toEqual([]);
  });

  test('50: a lesson that is conducted has a row for its customer', async () => {
    const { write, list } = world();
    const { id } = await write('1/lesson/create', { ...TRIAL, customer_ids: [anna] });
    const { details } = await write(`1/lesson/update?id=${id}`, { status: 3 });
    // swimmer wants the list to be there always (trap 43).
    expect(details).toEqual([{ id: expect.any(Number), branch_id: 1, customer_id: anna, lesson_id: id, ctt_id: null, reason_id: null, reason_name: '', is_attend: 1, commission: '0.00', grade: null, homework_grade_id: null, bonus: null, note: '' }]);
    expect((await list('1/lesson', { id })).items[0]?.['details']).toEqual(details);
    expect(await write(`1/lesson/update?id=${id}`, { status: 1 })).toMatchObject({ status: 1, details: [] });
  });

  test('details change rows and add those of customers who are not there yet', async () => {
    const { write } = world();
    const { id } = await write('1/lesson/create', { ...TRIAL, customer_ids: [anna] });
    await write(`1/lesson/update?id=${id}`, { status: 3 });
    const changed = await write(`1/lesson/update?id=${id}`, {
      homework: 'с. 5', details: [{ customer_id: anna, is_attend: 0, reason_id: 2, note: 'заболела' }, { customer_id: String(boris), grade: 5, homework_grade_id: '4', bonus: 10 }],
    });
    expect(changed).toMatchObject({
      homework: 'с. 5', customer_ids: [anna, boris],
      details: [{ customer_id: anna, is_attend: 0, reason_id: 2, reason_name: 'Без предупреждения', note: 'заболела' }, { customer_id: boris, is_attend: 1, grade: '5', homework_grade_id: 4, bonus: 10 }],
    });
    const [row] = changed['details'] as { id: number }[];
    expect(await write(`1/lesson/update?id=${id}`, { details: [{ id: row?.id, is_attend: true, reason_id: null }] })).toMatchObject({ details: [{ customer_id: anna, is_attend: 1, reason_id: null, reason_name: '', note: 'заболела' }, { customer_id: boris }] });
    expect(await write(`1/lesson/update?id=${id}`, { ...changed, details: changed['details'] })).toMatchObject({ details: changed['details'] });
  });

  test('a group lesson that is taught has its members and whoever came beside them', async () => {
    const { write, list } = world();
    const { id } = await write('1/lesson/create', { ...TRIAL, lesson_type_id: 2, group_ids: [group] });
    const taught = await write(`1/lesson/teach?id=${id}`, { time_from: '10:30', time_to: '11:30', teacher_ids: [teacher], room_id: room, topic: 'Unit 1', homework: 'с. 7', details: [{ customer_id: anna, is_attend: 1 }] });
    expect(taught).toMatchObject({ status: 3, time_from: '2024-03-05 10:30:00', room_id: room, topic: 'Unit 1', homework: 'с. 7', teacher_ids: [teacher], group_ids: [group] });
    expect((taught['details'] as { customer_id: number }[]).map(({ customer_id }) => customer_id).toSorted()).toEqual([anna, boris].toSorted());
    expect((taught['customer_ids'] as number[]).toSorted()).toEqual([anna, boris].toSorted());
    expect((await list('1/lesson', { id, status: 3 })).total).toBe(1);
    expect(await write('1/lesson/teach', { id, topic: 'Unit 2' })).toMatchObject({ status: 3, topic: 'Unit 2' });
  });

  test('a lesson may be new and conducted at once, with its details', async () => {
    expect(await world().write('1/lesson/create', { ...TRIAL, status: 3, customer_ids: [anna, boris], details: [{ customer_id: boris, is_attend: 0, reason_id: 1 }] })).toMatchObject({
      status: 3, details: expect.arrayContaining([expect.objectContaining({ customer_id: anna, is_attend: 1 }), expect.objectContaining({ customer_id: boris, is_attend: 0, reason_name: 'Уважительная' })]),
    });
  });

  test('customer_id finds what is planned for his groups while he is a member', async () => {
    const { write, list } = world();
    const [own, before, within] = [{ customer_ids: [boris] }, { lesson_date: '28.02.2024' }, { lesson_date: '20.03.2024' }];
    const made = await write('1/lesson/create', { ...TRIAL, lesson_date: '20.03.2024', time_from: '18:00', ...own });
    await write('1/lesson/create', { ...TRIAL, ...before, group_ids: [group] });
    const planned = await write('1/lesson/create', { ...TRIAL, ...within, group_ids: [group] });
    const period = { date_from: '2024-02-27', date_to: '2024-03-31', status: 1, pageSize: 100 };
    // Trap 24: rastudio asks for each status on its own.
    const his = await list('1/lesson', { ...period, customer_id: boris });
    expect(ids(his)).toEqual(expect.arrayContaining([made.id, planned.id]));
    expect(his.items.every(({ date }) => String(date) >= '2024-03-01')).toBe(true);
    expect(ids(await list('1/lesson', { ...period, customer_id: anna }))).not.toContain(planned.id);
    expect(ids(await list('1/lesson', { ...period, customer_id: [anna, boris] }))).toContain(planned.id);
    expect((await list('1/lesson', { ...period, customer_id: 'x' })).total).toBe(0);
  });

  test('each filter finds its own', async () => {
    const { write, list } = world();
    const made = await write('1/lesson/create', { ...TRIAL, lesson_date: '02.05.2024', subject_id: 1, lesson_type_id: 1, room_id: room, teacher_ids: [teacher], group_ids: [group] });
    const other = await write('1/lesson/create', { ...TRIAL, lesson_date: '02.05.2024', time_from: '12:00' });
    const period = { date_from: '2024-05-02', date_to: '2024-05-02', status: 1 };
    const location = (await list('1/location')).items[0]?.['id'];
    expect(ids(await list('1/lesson', period))).toEqual([other.id, made.id]);
    for (const filter of [{ teacher_id: teacher }, { teacher_id: [teacher] }, { group_id: String(group) }, { subject_id: 1 }, { lesson_type_id: [1, 2] }, { location_ids: [location] }, { room_ids: [room] }]) {
      expect(ids(await list('1/lesson', { ...period, ...filter }))).toEqual([made.id]);
    }
    expect(ids(await list('1/lesson', { ...period, updated_at_from: '11.03.2024', updated_at_to: '2024-03-11 12:00:00' }))).toHaveLength(2);
    expect(ids(await list('1/lesson', { ...period, updated_at_from: '2024-03-12' }))).toEqual([]);
    expect(ids(await list('1/lesson', { ...period, status: [1, 2], location_ids: [] }))).toHaveLength(2);
  });

  test('newest first, and the page of another branch holds none of them', async () => {
    const { list, write } = world();
    const { items } = await list('1/lesson', { status: [1, 3], pageSize: 100 });
    const starts = items.map(({ time_from }) => String(time_from));
    expect(starts).toEqual(starts.toSorted().toReversed());
    const branch = (await write('branch/create', { name: 'Второй', is_active: 1, weight: 2 })).id;
    expect((await list(`${branch}/lesson`, { status: [1, 3] })).total).toBe(0);
    expect((await list('lesson', { status: [1, 3] })).total).toBe(items.length);
  });

  test('a deleted lesson is gone with its attendance', async () => {
    const { write, post, list } = world();
    const { id } = await write('1/lesson/create', { ...TRIAL, status: 3, customer_ids: [anna] });
    expect((await post(`1/lesson/delete?id=${id}`, [])).json).toEqual({ success: true, errors: [] });
    expect((await list('1/lesson', { id })).total).toBe(0);
    expect((await post(`1/lesson/delete?id=${id}`, [])).status).toBe(404);
  });

  test('who works in another branch sees none of these lessons, and changes none', async () => {
    const branch = (await world().write('branch/create', { name: 'Третий', is_active: 1, weight: 3 })).id;
    const { id } = await world().write('1/lesson/create', { ...TRIAL, customer_ids: [anna] });
    await updateRecord(world().crm, await world().context(), 'user', world().ids.manager, { branches: [branch] });
    const token = await world().token(MANAGER);
    expect((await world().list('lesson', { id }, token)).total).toBe(0);
    expect((await world().post('1/lesson', {}, token)).status).toBe(403);
    expect((await world().post('lesson/teach', { id, details: [{ customer_id: boris }] }, token)).status).toBe(404);
    expect(await world().list('lesson', { id })).toMatchObject({ items: [{ status: 1, details: [] }] });
  });
});
