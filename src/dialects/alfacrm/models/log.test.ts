import { expect, test } from 'vitest';
import { SETUP } from '../../../../test/factories.ts';
import { MODELS } from '../routes.ts';
import { CLOSED, MANAGER, NOON, onEveryEngine } from '../../../../test/alfacrm/world.ts';

test('the entities are called as the vendor’s log and webhooks call them', () => {
  const names = ['customer', 'cgi', 'customer-tariff', 'lesson', 'pay', 'pay-account', 'pay-item-category', 'regular-lesson', 'study-status'].map((path) => MODELS.get(path)?.className);
  expect(names).toEqual(['Customer', 'CustomerGroupInvolve', 'CustomerToTariff', 'Lesson', 'Pay', 'PayAccount', 'PayItemCategory', 'RegularLesson', 'StudyStatus']);
});

const DAY_MS = 86_400_000;

onEveryEngine('the log', (world) => {
  test('is closed to who sees the records of some', async () => {
    const refused = await world().post('log/index', {}, await world().token(MANAGER));
    expect([refused.status, refused.json]).toEqual([403, { name: 'Forbidden', message: 'Access Denied', code: 0, status: 403 }]);
    expect((await world().post('log/index', {}, await world().token(CLOSED))).status).toBe(403);
  });

  test('nobody writes into it', async () => {
    for (const action of ['create', 'update', 'delete']) expect((await world().post(`1/log/${action}?id=1`, { event: 1 })).status).toBe(404);
  });

  test('56: a change is its newest row, in the words of the entity', async () => {
    const { id } = await world().write('1/subject/create', { name: 'X', weight: 5 });
    await world().write(`1/subject/update?id=${id}`, { name: 'Y' });
    const { items: [changed, created] } = await world().list('1/log/index');
    const row = { entity: 'Subject', entity_id: id, user_id: world().ids.boss, fields_rel: [], date_time: '2024-03-11 12:00:00' };
    expect(changed).toEqual({ ...row, id: changed?.['id'], event: 2, fields_old: { name: 'X' }, fields_new: { name: 'Y' } });
    expect(created).toEqual({ ...row, id: created?.['id'], event: 1, fields_old: [], fields_new: { name: 'X', weight: 5 } });
  });

  test('values are as the entity shows them: texts, money, lists, the archive', async () => {
    const { id } = await world().write('1/customer/create', { name: 'Анна', is_study: 0, legal_type: 1, phone: '79000000001', dob: '2012-12-03' });
    await world().write(`customer/update?id=${id}`, { is_study: 1, note: 'новая' });
    await world().post(`customer/delete?id=${id}`, []);
    const { items } = await world().list('log/index', { entity: 'Customer', entity_id: id });
    expect(items.map(({ event, fields_old: before, fields_new: after }) => ({ event, before, after }))).toMatchObject([
      { event: 2, before: { removed: 0 }, after: { removed: 1 } },
      { event: 2, before: { is_study: 0, note: '' }, after: { is_study: 1, note: 'новая' } },
      { event: 1, before: [], after: { name: 'Анна', is_study: 0, phone: ['+7(900)000-00-01'], dob: '03.12.2012', branch_ids: [1] } },
    ]);
  });

  test('a deletion is an event 3, and what the server did itself is nobody’s', async () => {
    const { crm } = world();
    const { id } = await world().write('1/subject/create', { name: 'Лишний' });
    await world().post(`subject/delete?id=${id}`, []);
    expect((await world().list('log/index', { entity: 'Subject', entity_id: id })).items).toMatchObject([{ event: 3 }, { event: 1 }]);
    await crm.write(SETUP, (draft) => Promise.resolve(draft.insert('subject', { title: 'Сам' })));
    expect((await world().list('log/index', { 'per-page': 1 })).items).toMatchObject([{ entity: 'Subject', user_id: null, event: 1 }]);
  });

  test('each filter chooses among its rows', async () => {
    world().clock.now = NOON + DAY_MS;
    const { id } = await world().write('1/subject/create', { name: 'Завтра' });
    world().clock.now = NOON;
    const found = async (filter: object): Promise<unknown[]> => (await world().list('log/index', { entity: 'Subject', ...filter })).items.map((row) => row['entity_id']);
    expect(await found({ date_from: '12.03.2024' })).toEqual([id]);
    expect(await found({ date_from: '12.03.2024', date_to: '2024-03-12' })).toEqual([id]);
    expect(await found({ entity_id: id, date_to: '11.03.2024' })).toEqual([]);
    expect(await found({ entity_id: id, event: 1 })).toEqual([id]);
    expect(await found({ entity_id: id, event: [2, 3] })).toEqual([]);
    expect(await found({ entity_id: id, event: 7 })).toEqual([]);
    expect(await found({ entity_id: id, user_id: world().ids.boss })).toEqual([id]);
    expect(await found({ entity_id: id, user_id: world().ids.manager })).toEqual([]);
    expect(await found({ entity_id: 'x' })).toEqual([]);
    expect(await found({ entity: 'Nothing' })).toEqual([]);
    expect(await found({ entity: ['Subject', 'Branch'], entity_id: id })).toEqual([id]);
  });

  // KO and phpbot read page after page until one is empty (trap 11).
  test('pages hold every row once, and end with an empty one', async () => {
    const { total } = await world().list('log/index');
    const pages = [];
    for (let page = 0; page * 5 <= total + 5; page++) pages.push(await world().list('log/index?per-page=5', { page }));
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => Number(id)));
    expect(new Set(ids).size).toBe(total);
    expect(ids).toEqual(ids.toSorted((left, right) => right - left));
    expect(pages.at(-1)).toMatchObject({ total, count: 0, items: [] });
  });
}, { settings: { TOLMACH_ALFACRM_TOKEN_TTL_S: '200000' } });
