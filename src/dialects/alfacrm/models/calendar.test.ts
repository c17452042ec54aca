import { beforeAll, expect, test } from 'vitest';
import { onEveryEngine } from '../../../../test/alfacrm/world.ts';

const LESSON = { lesson_type_id: 2, lesson_date: '05.03.2024', time_from: '10:00', duration: 60, subject_id: 1 };

onEveryEngine('calendar', (world) => {
  let anna = 0;
  let boris = 0;
  let group = 0;
  let [own, planned, cancelled, conducted] = [0, 0, 0, 0];

  beforeAll(async () => {
    const { write } = world();
    await write('subject/create', { name: 'English', weight: 1 });
    anna = (await write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 })).id;
    boris = (await write('1/customer/create', { name: 'Борис', is_study: 1, legal_type: 1 })).id;
    group = (await write('1/group/create', { name: 'Начинающие', branch_ids: [1] })).id;
    await write(`1/cgi/create?group_id=${group}&customer_id=${anna}`, { b_date: '01.03.2024', e_date: '20.03.2024' });
    const lesson = async (body: object): Promise<number> => (await write('1/lesson/create', { ...LESSON, ...body })).id;
    conducted = await lesson({ group_ids: [group], lesson_date: '04.03.2024', status: 3 });
    own = await lesson({ customer_ids: [anna], lesson_type_id: 1, duration: 90 });
    planned = await lesson({ group_ids: [group], lesson_date: '12.03.2024' });
    cancelled = await lesson({ group_ids: [group], lesson_date: '13.03.2024', status: 2 });
    await lesson({ group_ids: [group], lesson_date: '21.03.2024' });
    await lesson({ customer_ids: [boris] });
  });

  test('without its parameters it is no request', async () => {
    const { status, json } = await world().post(`1/calendar/customer?id=${anna}`);
    expect({ status, json }).toMatchObject({ status: 400, json: { message: 'Отсутствуют обязательные параметры: date1, date2' } });
    expect((await world().post('1/calendar/customer')).status).toBe(400);
    expect((await world().post('1/calendar')).status).toBe(404);
    expect((await world().post('1/calendar/teacher?id=1')).status).toBe(404);
  });

  test('who is not there has no lessons', async () => {
    for (const id of [999, 'x']) expect((await world().post(`1/calendar/customer?id=${id}&date1=2024-03-01&date2=2024-03-31`)).json).toEqual([]);
  });

  test('55: a bare list of the lessons of a customer and his groups, the same in both notations of dates', async () => {
    // Trap 30: phpbot reads a list, and sends its days in the query without a body.
    const { json } = await world().post(`1/calendar/customer?id=${anna}&date1=2024-03-01&date2=2024-03-31`);
    expect(json).toEqual([
      { id: conducted, type: 2, status: 3, start: '2024-03-04 10:00:00', duration: 60, title: 'English', branch_id: 1 },
      { id: own, type: 1, status: 1, start: '2024-03-05 10:00:00', duration: 90, title: 'English', branch_id: 1 },
      { id: planned, type: 2, status: 1, start: '2024-03-12 10:00:00', duration: 60, title: 'English', branch_id: 1 },
      { id: cancelled, type: 2, status: 2, start: '2024-03-13 10:00:00', duration: 60, title: 'English', branch_id: 1 },
    ]);
    expect((await world().post(`1/calendar/customer?id=${anna}&date1=01.03.2024&date2=31.03.2024`)).json).toEqual(json);
    expect((await world().post('calendar/customer', { id: String(anna), date1: '2024.03.01', date2: '2024-03-31 23:59:59' })).json).toEqual(json);
    const reply = await world().request({ method: 'GET', url: `/v2api/1/calendar/customer?id=${anna}&date1=2024-03-01&date2=2024-03-31`, headers: { 'x-alfacrm-token': await world().token() } });
    expect(reply.json).toEqual(json);
  });

  test('both days are in the period', async () => {
    const within = async (from: string, to: string): Promise<unknown> => ((await world().post(`1/calendar/customer?id=${anna}&date1=${from}&date2=${to}`)).json as { id: number }[]).map(({ id }) => id);
    expect(await within('2024-03-05', '2024-03-12')).toEqual([own, planned]);
    expect(await within('2024-03-06', '2024-03-11')).toEqual([]);
  });
});
