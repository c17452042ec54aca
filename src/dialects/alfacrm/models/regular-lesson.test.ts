import { beforeAll, expect, test } from 'vitest';
import { onEveryEngine, type Listed } from '../../../../test/alfacrm/world.ts';
import { createRecord } from '../../../core/records/create-record.ts';

const ids = ({ items }: Listed): unknown => items.map(({ id }) => id);

onEveryEngine('weekly slots', (world) => {
  let anna = 0;
  let group = 0;
  let second = 0;
  let here = 0;
  let elsewhere = 0;
  let slot: Record<string, unknown> = {};

  beforeAll(async () => {
    const { write, crm, context } = world();
    await write('subject/create', { name: 'English', weight: 1 });
    second = (await write('branch/create', { name: 'Второй', is_active: 1, weight: 2 })).id;
    anna = (await write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 })).id;
    group = (await write('1/group/create', { name: 'Начинающие', branch_ids: [1] })).id;
    const me = await context();
    here = await createRecord(crm, me, 'teacher', { name: 'Петрова О.', branches: ['1'] });
    elsewhere = await createRecord(crm, me, 'teacher', { name: 'Сидоров П.', branches: [String(second)] });
    slot = { branch_id: 1, lesson_type_id: 2, related_class: 'Group', related_id: group, subject_id: 1, days: [2], time_from_v: '10:00', time_to_v: '11:00', b_date: '2024-03-11', e_date: '2024-03-31' };
  });

  const errorsOf = async (path: string, body: unknown): Promise<unknown> => ((await world().post(path, body)).json as { errors: unknown }).errors;
  const create = (body: object = {}): Promise<Record<string, unknown> & { readonly id: number }> => world().write('1/regular-lesson/create', { ...slot, ...body });

  test('what a slot needs is asked for at once', async () => {
    expect(await errorsOf('regular-lesson/create', {})).toEqual({
      branch_id: ['Необходимо заполнить «Филиал».'], days: ['Необходимо заполнить «День недели».'],
      time_from_v: ['Необходимо заполнить «Время начала».'], time_to_v: ['Необходимо заполнить «Время окончания».'],
    });
    expect(await errorsOf('1/regular-lesson/create', { ...slot, days: [] })).toEqual({ days: ['Необходимо заполнить «День недели».'] });
    expect(Object.keys((await errorsOf('1/regular-lesson/create', {})) as object)).not.toContain('branch_id');
  });

  test('dates, weekdays and times of no known form are refused', async () => {
    expect(await errorsOf('1/regular-lesson/create', { ...slot, b_date: 'nonsense' })).toEqual({ b_date: ['Неверный формат значения «Начало периода».'] });
    expect(await errorsOf('1/regular-lesson/create', { ...slot, e_date_v: '31.02.2024' })).toEqual({ e_date_v: ['Неверный формат значения «Конец периода».'] });
    for (const days of [[0], [2, 8], 'вторник', 9]) expect(await errorsOf('1/regular-lesson/create', { ...slot, days })).toEqual({ days: ['Неверный формат значения «День недели».'] });
    expect(Object.keys((await errorsOf('1/regular-lesson/create', { ...slot, time_from_v: 'утром' })) as object)).toEqual(['time_from_v']);
    expect(Object.keys((await errorsOf('1/regular-lesson/create', { ...slot, time_to_v: '09:00' })) as object)).toEqual(['time_to_v']);
  });

  test('whom it is for must be there, and of a known class', async () => {
    expect(Object.keys((await errorsOf('1/regular-lesson/create', { ...slot, related_class: 'Team' })) as object)).toEqual(['related_class']);
    expect(Object.keys((await errorsOf('1/regular-lesson/create', { ...slot, related_class: null })) as object)).toEqual(['related_class']);
    expect(Object.keys((await errorsOf('1/regular-lesson/create', { ...slot, related_id: null })) as object)).toEqual(['related_id']);
    for (const related of [{ related_id: 999 }, { related_class: 'Customer', related_id: 999 }]) expect(await errorsOf('1/regular-lesson/create', { ...slot, ...related })).toEqual({ related_id: ['Значение «С кем» неверно.'] });
  });

  test('a teacher who does not work in the branch is refused', async () => {
    const refusal = { teacher_ids: ['Филиал «Основной филиал» недоступен педагогу «Сидоров П.».'] };
    expect(await errorsOf('1/regular-lesson/create', { ...slot, teacher_ids: [here, elsewhere] })).toEqual(refusal);
    const { id } = await create({ teacher_ids: here });
    expect(await errorsOf(`1/regular-lesson/update?id=${id}`, { teacher_ids: [elsewhere] })).toEqual(refusal);
    expect(await errorsOf(`1/regular-lesson/update?id=${id}`, { branch_id: second })).toEqual({ teacher_ids: ['Филиал «Второй» недоступен педагогу «Петрова О.».'] });
    await world().post('1/regular-lesson/delete', { id });
  });

  test('a slot is shown whole, and has its lessons', async () => {
    const made = await create({ teacher_ids: [here], is_public: true, customer_limit: 8, time_from_v: '10:00:00' });
    expect(made).toEqual({
      id: expect.any(Number), branch_id: 1, lesson_type_id: 2, related_class: 'Group', related_id: group, subject_id: 1, streaming: false, teacher_ids: [here], room_id: null,
      day: 2, days: [2], time_from_v: '10:00', time_to_v: '11:00', b_date: '2024-03-11', e_date: '2024-03-31', b_date_v: '11.03.2024', e_date_v: '31.03.2024',
      is_public: 1, customer_limit: 8, customer_ids: [],
    });
    const { items } = await world().list('1/lesson', { status: 1, group_id: group });
    expect(items.map(({ date, time_from: from, regular_id: regular }) => [date, from, regular])).toEqual([['2024-03-26', '2024-03-26 10:00:00', made.id], ['2024-03-19', '2024-03-19 10:00:00', made.id], ['2024-03-12', '2024-03-12 10:00:00', made.id]]);
    expect((await world().post(`1/regular-lesson/delete?id=${made.id}`, [])).json).toEqual({ success: true, errors: [] });
    expect((await world().list('1/lesson', { status: 1, group_id: group })).total).toBe(0);
  });

  test('several days are a slot each, all or none, and the first is the model', async () => {
    const before = (await world().list('1/regular-lesson')).total;
    const made = await create({ days: ['4', 1, 4], b_date: undefined, e_date: undefined, b_date_v: '11.03.2024', e_date_v: '31.03.2024' });
    expect(made).toMatchObject({ day: 4, days: [4], b_date: '2024-03-11', e_date: '2024-03-31' });
    expect((await world().list('1/regular-lesson')).items.slice(0, 2)).toMatchObject([{ day: 1, days: [1] }, { id: made.id, day: 4 }]);
    expect((await world().list('1/regular-lesson')).total).toBe(before + 2);
    await errorsOf('1/regular-lesson/create', { ...slot, days: [1, 2], subject_id: 99 });
    expect((await world().list('1/regular-lesson')).total).toBe(before + 2);
    for (const { id } of (await world().list('1/regular-lesson')).items) await world().post('1/regular-lesson/delete', { id });
  });

  test('a change moves what it says; an echo changes nothing; a slot is not parted', async () => {
    const { write } = world();
    const made = await create({ day: 3, days: [], b_date_v: '' });
    expect(made).toMatchObject({ day: 3, days: [3], b_date: '2024-03-11' });
    const path = `1/regular-lesson/update?id=${made.id}`;
    expect(await write(path, { ...made, is_public: false, b_date: '2024-03-11T00:00:00' })).toEqual(made);
    expect(await write(path, { ...made, day: 5 })).toMatchObject({ day: 5, days: [5] });
    expect(await write(path, { days: [6] })).toMatchObject({ day: 6, days: [6], time_from_v: '10:00' });
    expect(await errorsOf(path, { days: [1, 2] })).toEqual({ days: ['Значение «День недели» неверно.'] });
    expect(await write(path, { related_class: 'Customer', related_id: anna, customer_ids: [anna] })).toMatchObject({ related_class: 'Customer', related_id: anna, customer_ids: [anna] });
    expect(await write(path, { e_date: '' })).toMatchObject({ e_date: null, e_date_v: '' });
    expect(await write(path, { related_class: 'Group', related_id: group })).toMatchObject({ related_class: 'Group', related_id: group });
    await world().post('1/regular-lesson/delete', { id: made.id });
  });

  test('each filter finds its own', async () => {
    const { list, write } = world();
    const ofGroup = await create({ teacher_ids: [here] });
    const ofAnna = await create({ related_class: 'Customer', related_id: anna, b_date: '2024-04-01', e_date: null });
    const other = await write(`${second}/regular-lesson/create`, { ...slot, branch_id: undefined });
    expect(other).toMatchObject({ branch_id: second });
    for (const filter of [{ id: ofGroup.id }, { teacher_id: here }, { group_id: group }, { related_class: 'Group' }, { related_class: 'Group', related_id: group }, { date_to: '31.03.2024' }, { date_from: '2024-03-01', date_to: '2024-03-15' }]) {
      expect({ filter, found: ids(await list('1/regular-lesson', filter)) }).toEqual({ filter, found: [ofGroup.id] });
    }
    for (const filter of [{ related_class: 'Customer' }, { related_class: 'Customer', related_id: anna }, { date_from: '2024-04-02' }]) expect(ids(await list('1/regular-lesson', filter))).toEqual([ofAnna.id]);
    expect(ids(await list('1/regular-lesson', { related_id: anna }))).toContain(ofAnna.id);
    expect(ids(await list('regular-lesson'))).toEqual([other.id, ofAnna.id, ofGroup.id]);
    expect((await list('1/regular-lesson', { related_class: 'Team' })).total).toBe(0);
  });
});
