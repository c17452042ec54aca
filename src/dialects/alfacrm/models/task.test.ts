import { expect, test } from 'vitest';
import { createRecord } from '../../../core/records/create-record.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import { updateRecord } from '../../../core/records/update-record.ts';
import { MANAGER, NOON, onEveryEngine, type World } from '../../../../test/alfacrm/world.ts';

const MINUTE_MS = 60_000;

onEveryEngine('tasks', (world) => {
  const client = async (name: string, settings: object = {}): Promise<number> => (await world().write('1/customer/create', { name, is_study: 1, legal_type: 1, ...settings })).id;
  const found = async (filter: object): Promise<unknown[]> => (await world().list('task/index', filter)).items.map(({ id }) => id);
  const add = (fields: object): ReturnType<World['write']> => world().write('1/task/create', fields);

  test('what is of no known form is refused, member by member', async () => {
    expect((await world().post('1/task/create', { title: 'A', due_date: 'soon', is_done: 'perhaps', assigned_ids: ['x'], priority: 'high' })).json).toEqual({
      success: false,
      errors: {
        assigned_ids: ['Неверный формат значения «Ответственные».'],
        is_done: ['Неверный формат значения «Выполнено».'],
        due_date: ['Неверный формат значения «Срок».'],
        priority: ['Неверный формат значения «Важность».'],
      },
    });
  });

  test('customers and people that are not there are refused', async () => {
    expect((await world().post('1/task/create', { title: 'A', customer_ids: [999] })).json).toEqual({ success: false, errors: { customer_ids: ['Значение «Клиенты» неверно.'] } });
    expect((await world().post('1/task/create', { title: 'A', assigned_ids: [999] })).json).toEqual({ success: false, errors: { assigned_ids: ['Значение «Ответственные» неверно.'] } });
  });

  test('another’s task is not there for who sees his own', async () => {
    const [{ id }, token] = [await add({ title: 'Чужая' }), await world().token(MANAGER)];
    expect((await world().post(`1/task/update?id=${id}`, { title: 'Моя' }, token)).status).toBe(404);
    expect((await world().list('task/index', { id }, token)).items).toEqual([]);
    expect(await world().write('1/task/create', { title: 'Своя' }, token)).toMatchObject({ assigned_ids: [world().ids.manager], user_id: world().ids.manager });
  });

  test('one that is created as rastudio does answers the whole model', async () => {
    const { ids: { boss } } = world();
    const customer = await client('Анна');
    const model = await add({ customer_ids: [customer], branch_ids: [1], user_id: 1, title: 'Позвонить', text: 'после 18:00' });
    expect(model).toEqual({
      id: model.id, company_id: null, branch_ids: [1], user_id: boss, assigned_ids: [], group_ids: [], customer_ids: [customer], title: 'Позвонить', text: 'после 18:00', is_archive: 0,
      created_at: '2024-03-11 12:00:00', is_done: 0, is_private: 0, due_date: null, done_date: null, is_public_entry: 0, is_notify: 0, priority: null,
    });
  });

  test('the first of several people and customers is the one that other faces know', async () => {
    const { ids: { boss, manager } } = world();
    const [one, two] = [await client('Первый'), await client('Второй')];
    const { id, assigned_ids: assigned } = await add({ title: 'Вместе', assigned_ids: [manager, boss, manager], customer_ids: [one, two] });
    expect(assigned).toEqual([manager, boss]);
    expect(await readRecord(world().crm, await world().context(), 'task', id)).toMatchObject({ owner: manager, also_owners: [String(boss)], client: one, also_clients: [String(two)] });
    expect(await world().write(`task/update?id=${id}`, { assigned_ids: [], customer_ids: two })).toMatchObject({ assigned_ids: [], customer_ids: [two] });
  });

  test('without a title it is called by the first line of its text, or by none', async () => {
    expect(await add({ text: ' Зайти в школу\nи забрать ключи' })).toMatchObject({ title: 'Зайти в школу' });
    expect(await add({ title: '', text: `${'и'.repeat(249)}🎈 конец` })).toMatchObject({ title: 'и'.repeat(249) });
    const { id, title } = await add({});
    expect(title).toBe('Без темы');
    expect(await world().write(`task/update?id=${id}`, { title: null, text: 'Дело' })).toMatchObject({ title: 'Дело', text: 'Дело' });
    expect(await world().write(`task/update?id=${id}`, { text: '' })).toMatchObject({ title: 'Дело' });
  });

  test('being done has the moment it was said, and is taken back with it', async () => {
    const { id } = await add({ title: 'Дело' });
    expect(await world().write(`task/update?id=${id}`, { is_done: true })).toMatchObject({ is_done: 1, done_date: '2024-03-11 12:00:00' });
    world().clock.now += MINUTE_MS;
    expect(await world().write(`task/update?id=${id}`, { is_done: 1 })).toMatchObject({ done_date: '2024-03-11 12:00:00' });
    expect(await world().write(`task/update?id=${id}`, { is_done: 0 })).toMatchObject({ is_done: 0, done_date: null });
    world().clock.now = NOON;
  });

  // aioalfacrm sends whole models back (trap 21).
  test('a model that is sent back moves no time of day that another face set', async () => {
    const { crm } = world();
    const { id } = await add({ title: 'Встреча', due_date: '12.03.2024' });
    const context = await world().context();
    expect(await readRecord(crm, context, 'task', id)).toMatchObject({ due_at: Date.UTC(2024, 2, 11, 21) });
    const evening = Date.UTC(2024, 2, 12, 15, 30);
    await updateRecord(crm, context, 'task', id, { due_at: evening });
    const [model] = (await world().list('task/index', { id })).items;
    expect(model).toMatchObject({ due_date: '2024-03-12' });
    const before = await readRecord(crm, context, 'task', id);
    await world().write(`task/update?id=${id}`, { ...model, due_date: '2024-03-12T00:00:00', created_at: '2024-03-11T12:00:00' });
    expect(await readRecord(crm, context, 'task', id)).toEqual(before);
    await world().write(`task/update?id=${id}`, { due_date: '2024-03-13' });
    expect(await readRecord(crm, context, 'task', id)).toMatchObject({ due_at: Date.UTC(2024, 2, 12, 21) });
    expect(await world().write(`task/update?id=${id}`, { due_date: null })).toMatchObject({ due_date: null });
  });

  test('each filter chooses among them', async () => {
    const { ids: { boss, manager } } = world();
    const [one, two] = [await client('Фильтр 1'), await client('Фильтр 2')];
    const group = await createRecord(world().crm, await world().context(), 'group', { name: 'A1', branches: ['1'] });
    const early = await add({ title: 'Ранняя', due_date: '2024-05-01', customer_ids: [one], assigned_ids: [boss], group_ids: group, is_archive: 1, priority: 3 });
    const late = await add({ title: 'Поздняя', text: 'Особая', due_date: '2024-05-02', customer_ids: [two, one], assigned_ids: [manager, boss], is_done: 1 });
    expect(late).toMatchObject({ group_ids: [], is_done: 1 });
    expect(early).toMatchObject({ group_ids: [group], is_archive: 1, priority: 3 });
    const [a, b] = [early.id, late.id];
    expect(await found({ due_date_from: '2024-05-01', due_date_to: '01.05.2024' })).toEqual([a]);
    expect(await found({ due_date_from: '2024-05-01' })).toEqual([b, a]);
    expect(await found({ customer_id: one })).toEqual([b, a]);
    expect(await found({ customer_ids: [two] })).toEqual([b]);
    expect(await found({ assigned_id: manager, customer_id: two })).toEqual([b]);
    expect(await found({ assigned_ids: [boss], due_date_is_null: 0 })).toEqual([b, a]);
    expect(await found({ customer_id: one, is_done: 1 })).toEqual([b]);
    expect(await found({ customer_id: one, is_done: '0' })).toEqual([a]);
    expect(await found({ is_archive: true })).toEqual([a]);
    expect(await found({ group_id: group })).toEqual([a]);
    expect(await found({ priority: 3 })).toEqual([a]);
    expect(await found({ title: 'поздн' })).toEqual([b]);
    expect(await found({ text: 'особ' })).toEqual([b]);
    expect(await found({ customer_id: one, user_id: manager })).toEqual([]);
    expect(await found({ customer_id: one, due_date_is_null: 1 })).toEqual([]);
    expect(await found({ id: [a, b] })).toEqual([b, a]);
    expect((await world().list('1/task/index', { id: a })).total).toBe(1);
  });

  test('a deleted one is gone', async () => {
    const { id } = await add({ title: 'Лишняя' });
    expect((await world().post(`task/delete?id=${id}`, [])).json).toEqual({ success: true, errors: [] });
    expect((await world().post('task/delete', { id })).status).toBe(404);
    expect(await found({ id })).toEqual([]);
  });
});
