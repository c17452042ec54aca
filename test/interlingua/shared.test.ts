import { expect, test } from 'vitest';
import native from '../../src/dialects/native/index.ts';
import rukovoditel from '../../src/dialects/rukovoditel/index.ts';
import salesman from '../../src/dialects/salesman/index.ts';
import { EMAIL, KEY, onEveryEngine, type World } from '../alfacrm/world.ts';

type Row = Readonly<Record<string, unknown>>;
const [CLIENT, TASK] = [100_001, 100_005];

const salesmanCall = async ({ request }: World, name: string, members: object): Promise<Row> =>
  (await request({ method: 'POST', url: `/developer/v3/${name}`, headers: { 'content-type': 'application/json', apikey: KEY, login: EMAIL }, payload: JSON.stringify(members) })).json as Row;
const rukovoditelCall = async ({ request }: World, action: string, members: object): Promise<readonly Row[]> =>
  ((await request({ method: 'POST', url: '/api/rest.php', headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ key: KEY, username: EMAIL, password: 'secret-of-ivan', action, ...members }) })).json as { readonly data: readonly Row[] }).data;
const nativeCall = async ({ request }: World, path: string): Promise<Row> =>
  (await request({ method: 'GET', url: `/api/v1/${path}`, headers: { authorization: `Bearer ${KEY}` } })).json as Row;

onEveryEngine('what the languages share', (world) => {
  test('a client that SalesMan adds is a customer of every branch, and an item, under one number', async () => {
    const { data: clid } = await salesmanCall(world(), 'client/add', { title: 'Тест Клиент', phone: '+7 342 254-55-77', clientpath: 'Выставка' });
    const second = await world().write('branch/create', { name: 'Второй', is_active: 1 });
    for (const branch of [1, second.id]) expect(await world().list(`${branch}/customer/index`, { id: clid })).toMatchObject({ total: 1, items: [{ id: clid, name: 'Тест Клиент', is_study: 1, branch_ids: [1, second.id] }] });
    expect(await rukovoditelCall(world(), 'select', { entity_id: CLIENT, filters: { id: clid } })).toMatchObject([{ id: String(clid), 100001001: 'Тест Клиент' }]);
    expect(await nativeCall(world(), `records/client/${Number(clid)}`)).toMatchObject({ id: clid, name: 'Тест Клиент' });
  });

  test('a customer is a client of SalesMan; his branches are named for Rukovoditel', async () => {
    const { id } = await world().write('1/customer/create', { name: 'Ученик', is_study: 1, legal_type: 1 });
    expect(await salesmanCall(world(), 'client/info', { clid: id })).toMatchObject({ data: { clid: id, title: 'Ученик' } });
    expect(await rukovoditelCall(world(), 'select', { entity_id: CLIENT, filters: { id } })).toMatchObject([{ 100001032: 'Основной филиал', '100001032_db_value': '1' }]);
  });

  test('sources are one list', async () => {
    await salesmanCall(world(), 'client/add', { title: 'Ещё один', clientpath: 'Ярмарка' });
    const { items } = await world().list('lead-source/index', { name: 'ярмарка' });
    expect(items).toMatchObject([{ name: 'Ярмарка', is_enabled: 1 }]);
    const made = await world().write('lead-source/create', { code: 'ads', name: 'Реклама', is_enabled: 1 });
    expect(JSON.stringify(await salesmanCall(world(), 'guides/clientpath', {}))).toContain('Реклама');
    expect((await world().post('lead-source/create', { code: 'ads2', name: 'реклама', is_enabled: 1 })).json).toMatchObject({ success: false, errors: { name: [expect.any(String)] } });
    expect(made).toMatchObject({ code: 'ads', name: 'Реклама' });
  });

  test('a client in SalesMan’s trash is in the archive, and the other way round', async () => {
    const { id } = await world().write('1/customer/create', { name: 'Архивный', is_study: 1, legal_type: 1 });
    await world().post(`1/customer/delete?id=${id}`, {});
    expect(await salesmanCall(world(), 'client/info', { clid: id })).toMatchObject({ data: { trash: 'yes' } });
  });

  test('a task, a note and a colleague are the same for all', async () => {
    const { id: clid } = await world().write('1/customer/create', { name: 'С задачей', is_study: 1, legal_type: 1 });
    const task = await world().write('1/task/create', { customer_ids: [clid], branch_ids: [1], title: 'Позвонить', text: 'после 18:00', assigned_ids: [world().ids.manager] });
    expect(await rukovoditelCall(world(), 'select', { entity_id: TASK, filters: { id: task.id } })).toMatchObject([{ 100005001: 'Позвонить', 100005002: 'после 18:00', '100005003_db_value': String(world().ids.manager), '100005004_db_value': String(clid) }]);
    await rukovoditelCall(world(), 'update', { entity_id: TASK, update_by_field: { id: task.id }, data: { field_100005001: 'Перезвонить' } });
    expect(await world().list('task/index', { customer_id: clid })).toMatchObject({ items: [{ title: 'Перезвонить', assigned_ids: [world().ids.manager], customer_ids: [clid] }] });

    await world().write(`1/communication/create?class=Customer&related_id=${clid}`, { type_id: 1, comment: 'Пришёл' });
    const filter = encodeURIComponent(JSON.stringify({ client: { eq: clid } }));
    expect(JSON.stringify(await nativeCall(world(), `records/activity?filter=${filter}`))).toContain('Пришёл');
    expect(await world().list('user/index', { email: EMAIL })).toMatchObject({ items: [{ id: world().ids.boss, email: EMAIL }] });
  });
}, { dialects: [salesman, rukovoditel, native] });
