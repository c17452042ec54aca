// The checks of alfaCRM contract 7 that concern login, routing, lists, writes and customers, each under its number; those
// of an entity are beside its model.
import { beforeAll, describe, expect, test } from 'vitest';
import { CLOSED, EMAIL, KEY, onEveryEngine, type Reply, type World } from '../../../test/alfacrm/world.ts';
import { addField } from '../../core/designer/add-field.ts';

const FORBIDDEN = { name: 'Forbidden', message: 'Not Authorized', code: 0, status: 403 };
const errorShape = (status: number, name: string): object => ({ status, json: { name, message: expect.stringMatching(/./u), code: 0, status } });
const said = ({ status, json }: Reply): object => ({ status, json });
const login = (world: World, payload: string, headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' }): Promise<Reply> =>
  world.request({ method: 'POST', url: '/v2api/auth/login', headers, payload });
const bare = (world: World, path: string, payload: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  world.token().then((token) => world.request({ method: 'POST', url: `/v2api/${path}`, headers: { 'x-alfacrm-token': token, ...headers }, payload }));
const ids = ({ json }: Reply): unknown => (json as { items: { id: number }[] }).items.map(({ id }) => id);
const GOOD = JSON.stringify({ email: EMAIL, api_key: KEY });

describe('tokens that live for a second', () => {
  onEveryEngine('contract 7', (world) => {
    test('7: an old token is 401, a fresh login works, and the others live on', async () => {
      const old = await world().token();
      world().clock.now += 600;
      const younger = await world().token();
      world().clock.now += 600;
      expect(said(await world().post('branch/index', {}, old))).toEqual(errorShape(401, 'Unauthorized'));
      expect((await world().post('branch/index', {}, younger)).status).toBe(200);
      expect((await world().post('branch/index', {}, await world().token())).status).toBe(200);
    });
  }, { settings: { TOLMACH_ALFACRM_TOKEN_TTL_S: '1' } });
});

describe('five calls a second', () => {
  onEveryEngine('contract 7', (world) => {
    test('11: of thirty rapid calls the last is 429, and says when to come again', async () => {
      const token = await world().token();
      const replies = await Promise.all(Array.from({ length: 30 }, () => world().post('branch/index', {}, token)));
      const refused = replies.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(20);
      for (const reply of refused) expect(said(reply)).toEqual(errorShape(429, 'Too Many Requests'));
      expect(refused[0]?.headers['retry-after']).toBe('1');
      world().clock.now += 1000;
      expect((await world().post('branch/index', {}, token)).status).toBe(200);
    });
  }, { settings: { TOLMACH_ALFACRM_RATE: '5' } });
});

onEveryEngine('contract 7: who may call', (world) => {
  test('3: a wrong key is 403 with exactly the body of the documentation', async () => {
    // Trap 2: aioalfacrm takes a 401 here for a crash of its own.
    for (const sent of [{ email: EMAIL, api_key: `${KEY}x` }, { email: 'nobody@mail.ru', api_key: KEY }, { email: EMAIL }, { api_key: KEY }, { email: [EMAIL], api_key: { a: KEY } }]) {
      const { status, json } = await login(world(), JSON.stringify(sent));
      expect({ status, json }).toEqual({ status: 403, json: FORBIDDEN });
    }
  });

  test('4: an empty body at login is 403, and so is one that is no JSON', async () => {
    for (const payload of ['', '{', '[]', 'null', '"x"', '\u0000', '{"email":']) {
      const { status, json } = await login(world(), payload);
      expect({ payload, status, json }).toEqual({ payload, status: 403, json: FORBIDDEN });
    }
  });

  test('5, 6: no token and a random one are 401, with the status in the body', async () => {
    expect(said(await world().request({ method: 'POST', url: '/v2api/branch/index', payload: '{}' }))).toEqual(errorShape(401, 'Unauthorized'));
    for (const token of ['0123456789abcdef0123456789abcdef', 'x', '', 'a'.repeat(5000)]) expect(said(await world().post('branch/index', {}, token))).toEqual(errorShape(401, 'Unauthorized'));
  });

  test('9: whose role has no access to the API logs in, and may call nothing', async () => {
    const token = await world().token(CLOSED);
    const reply = await world().post('branch/index', {}, token);
    expect(said(reply)).toEqual(errorShape(403, 'Forbidden'));
    expect(reply.json).toMatchObject({ message: 'Access Denied' });
  });

  test('1, 2: the right pair gives a token, whatever the content type says', async () => {
    for (const headers of [{ 'content-type': 'application/json' }, { 'content-type': 'application/x-www-form-urlencoded' }, { 'content-type': 'text/plain' }, {}]) {
      const { status, json } = await login(world(), GOOD, headers);
      expect({ status, json }).toEqual({ status: 200, json: { token: expect.stringMatching(/^[0-9a-f]{32}$/u) } });
    }
    const form = new URLSearchParams({ email: ` ${EMAIL.toUpperCase()} `, api_key: KEY }).toString();
    expect((await login(world(), form, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(200);
  });

  test('8: of two logins in a row both tokens work', async () => {
    const [first, second] = [await world().token(), await world().token()];
    expect(first).not.toBe(second);
    for (const token of [first, second]) expect((await world().post('branch/index', {}, token)).status).toBe(200);
  });

  test('10: an X-APP-KEY makes no difference', async () => {
    const token = await world().token();
    const call = (headers: Readonly<Record<string, string>>) => world().request({ method: 'POST', url: '/v2api/branch/index', headers: { 'X-ALFACRM-TOKEN': token, ...headers }, payload: '{}' });
    expect((await call({ 'x-app-key': 'x' })).text).toBe((await call({})).text);
  });
});

onEveryEngine('contract 7: addresses and lists', (world) => {
  beforeAll(async () => {
    for (const name of ['English', 'Deutsch']) await world().write('subject/create', { name });
    // Sixty clients, one after another.
    for (let number = 1; number <= 60; number++) await world().write('1/customer/create', { name: `C${number}`, is_study: 1, legal_type: 1 });
  });

  test('16, 17, 33: unknown entities, underscores and unknown branches are 404', async () => {
    // Trap 33: yegor's underscores are mistakes of its own.
    for (const path of ['1/nosuch/index', '1/customer_tariff/index', '99/branch/index', '1/subject/nosuch', 'subject/index/more', 'lesson/statuses', '1', '']) expect(said(await world().post(path, {}))).toEqual(errorShape(404, 'Not Found'));
  });

  test('other methods than POST are 405, but for reads by GET', async () => {
    const token = await world().token();
    const call = (method: 'GET' | 'PUT' | 'DELETE', url: string) => world().request({ method, url, headers: { 'x-alfacrm-token': token } });
    expect(said(await call('GET', '/v2api/subject/create'))).toEqual(errorShape(405, 'Method Not Allowed'));
    expect(said(await call('PUT', '/v2api/subject/index'))).toEqual(errorShape(405, 'Method Not Allowed'));
    expect((await call('GET', '/v2api/0/company/index')).json).toMatchObject({ total: 1, items: [{ id: 1, name: 'Моя школа' }] });
    expect((await call('GET', '/v2api/1/customer/index?per-page=2&page=1')).json).toMatchObject({ total: 60, count: 2, page: 1 });
  });

  test('a body that is there and no JSON is 400', async () => {
    for (const payload of ['{', '"text"', '[1]', '5']) expect(said(await bare(world(), 'branch/index', payload))).toEqual(errorShape(400, 'Bad Request'));
  });

  test('12 to 15: with a branch, without one, without an action: the same', async () => {
    const expected = await world().list('branch/index');
    expect(expected).toEqual({ total: 1, count: 1, page: 0, items: [{ id: 1, name: 'Основной филиал', is_active: 1, subject_ids: [], weight: 1 }] });
    for (const path of ['1/branch/index', '0/branch/index', 'branch', '1/branch']) expect(await world().list(path)).toEqual(expected);
    const subjects = await world().list('subject/index');
    expect(subjects.items).toEqual([{ id: 1, name: 'English', weight: null }, { id: 2, name: 'Deutsch', weight: null }]);
    for (const path of ['1/subject', '1/subject/index']) expect(await world().list(path)).toEqual(subjects);
  });

  test('18, 19: an empty body, [] and {} ask the same', async () => {
    const replies = await Promise.all(['', '[]', '{}', ' \n'].map((payload) => bare(world(), '1/customer/index', payload)));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies[0]?.json).toMatchObject({ total: 60, count: 50, page: 0 });
  });

  test('20: fifty a page; past the end nothing, with the real total', async () => {
    // Traps 9 to 11: nikitanp, kiber, KO and others end their loops by these numbers.
    expect(await world().list('1/customer/index', { page: 1 })).toMatchObject({ total: 60, count: 10, page: 1 });
    expect(await world().list('1/customer/index', { page: 2 })).toEqual({ total: 60, count: 0, page: 2, items: [] });
    expect(await world().list('1/customer/index', { page: -4 })).toMatchObject({ page: 0 });
    expect(await world().list('1/customer/index', { page: 'x' })).toMatchObject({ page: 0 });
    expect(await world().list('1/customer/index', { page: 1e15 })).toMatchObject({ count: 0, total: 60 });
  });

  test('21: which names of a page size are heard', async () => {
    // Traps 6 and 12: aioalfacrm sends per-page in the query, rastudio pageSize in the body.
    expect(await world().list('1/customer/index?per-page=100', { page: 0 })).toMatchObject({ count: 60 });
    expect(await world().list('1/customer/index', { pageSize: 20 })).toMatchObject({ count: 20 });
    for (const unheard of [{ page_size: 3 }, { count: 5 }, { per_page: 100 }, { pageSize: 0 }, { pageSize: -1 }]) expect(await world().list('1/customer/index', unheard)).toMatchObject({ count: 50 });
    expect(await world().list('1/customer/index', { pageSize: 100_000 })).toMatchObject({ count: 60 });
  });

  test('22: all pages together have every id once', async () => {
    const pages = await Promise.all([0, 1, 2, 3, 4].map((page) => world().list('1/customer/index?per-page=13', { page })));
    const all = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(all).toHaveLength(60);
    expect(new Set(all).size).toBe(60);
  });

  test('23, 24: an id as a number, a text, a list or in the query; null is none; an unknown one is an empty page', async () => {
    const [{ id } = { id: 0 }] = (await world().list('1/customer/index', { pageSize: 1 })).items;
    for (const body of [{ id }, { id: String(id) }, { id: [id] }]) expect(ids(await world().post('1/customer/index', body))).toEqual([id]);
    expect(ids(await world().post(`1/customer/index?id=${id}`, {}))).toEqual([id]);
    expect(await world().list('1/customer/index', { id: null, page: 0 })).toMatchObject({ total: 60 });
    // Trap 8: aioalfacrm's get(id) reads `count`.
    for (const unknown of [999_999, 'x', [], [0]]) expect(await world().list('1/customer/index', { id: unknown })).toEqual({ total: 0, count: 0, page: 0, items: [] });
  });
});

onEveryEngine('contract 7: writes', (world) => {
  test('26: a subject without a name is refused under HTTP 200', async () => {
    for (const body of [{}, [], { name: '' }, { name: '  ' }, { name: null }]) {
      const { status, json } = await world().post('subject/create', body);
      expect({ status, json }).toEqual({ status: 200, json: { success: false, errors: { name: ['Необходимо заполнить «Имя».'] } } });
    }
    expect(await world().list('subject/index')).toMatchObject({ total: 0 });
  });

  test('29: an update of what is not there is 404, without an id 400', async () => {
    expect(said(await world().post('subject/update?id=999999', { name: 'Z' }))).toEqual(errorShape(404, 'Not Found'));
    expect(said(await world().post('subject/update?id=x', { name: 'Z' }))).toEqual(errorShape(404, 'Not Found'));
    const missing = await world().post('subject/update', { name: 'Z' });
    expect(said(missing)).toEqual(errorShape(400, 'Bad Request'));
    expect(missing.json).toMatchObject({ message: 'Отсутствуют обязательные параметры: id' });
  });

  test('wrong forms are refused with the member that has them, all at once', async () => {
    const { json } = await world().post('1/customer/create', { name: { a: 1 }, is_study: 'x', legal_type: 3, dob: 'вчера', branch_ids: ['x'], phone: [{}] });
    expect(json).toMatchObject({ success: false, errors: { name: [expect.any(String)], is_study: [expect.any(String)], legal_type: [expect.any(String)], dob: [expect.any(String)], branch_ids: [expect.any(String)], phone: [expect.any(String)] } });
    expect((await world().post('1/customer/create', { name: 'A', is_study: 1, legal_type: 1, lead_source_id: 777, assigned_id: 777, branch_ids: [777] })).json)
      .toMatchObject({ success: false, errors: { lead_source_id: [expect.any(String)], assigned_id: [expect.any(String)], branch_ids: [expect.any(String)] } });
    expect(await world().list('customer/index', { is_study: 2, removed: 1 })).toMatchObject({ total: 0 });
  });

  test('25, 27, 28: a subject comes, changes in part, and goes', async () => {
    const { json } = await world().post('subject/create', { name: 'X', weight: 5 });
    expect(json).toEqual({ success: true, errors: [], model: { id: 1, name: 'X', weight: 5 } });
    expect(await world().write('subject/update?id=1', { name: 'Y' })).toEqual({ id: 1, name: 'Y', weight: 5 });
    expect((await bare(world(), 'subject/delete?id=1', '[]')).json).toEqual({ success: true, errors: [] });
    expect(await world().list('subject/index', { id: 1 })).toEqual({ total: 0, count: 0, page: 0, items: [] });
    expect(said(await world().post('subject/delete?id=1', {}))).toEqual(errorShape(404, 'Not Found'));
  });

  test('32: a stage of the funnel with a colour, changed and deleted by an id in the body', async () => {
    // Trap 32: rastudio sends the id in the body alone.
    const stage = await world().write('lead-status/create', { name: 'S', pipeline_id: 1, is_enabled: 1, color: '#00aa00' });
    expect(stage).toEqual({ id: 6, name: 'S', is_enabled: 1, pipeline_id: 1, color_id: null, color: '#00aa00', weight: null });
    expect(await world().write('lead-status/update', { id: stage.id, is_enabled: '0' })).toMatchObject({ id: stage.id, is_enabled: 0, name: 'S' });
    expect((await world().post('lead-status/delete', { id: stage.id })).json).toEqual({ success: true, errors: [] });
  });

  test('33: a create takes no id', async () => {
    // Trap 31: nikitanp's update() posts to create with an id.
    const first = await world().write('1/customer/create?id=15', { id: 15, name: 'A', is_study: 1, legal_type: 1 });
    const second = await world().write(`1/customer/create?id=${first.id}`, { name: 'B', is_study: 1, legal_type: 1 });
    expect(second.id).not.toBe(first.id);
    expect(await world().list('customer/index', { id: first.id })).toMatchObject({ items: [{ name: 'A' }] });
  });
});

onEveryEngine('contract 7: customers', (world) => {
  test('34: a lead with a phone and a branch that are no lists', async () => {
    // Trap 20: amo-bridge and kiber write scalars.
    const lead = await world().write('customer/create', { name: 'A', is_study: 0, legal_type: 1, phone: '+79000000001', branch_ids: 1 });
    expect(lead).toEqual({
      id: lead.id, branch_ids: [1], teacher_ids: [], name: 'A', color: null, is_study: 0, study_status_id: null, pipeline_id: null, lead_status_id: null, lead_reject_id: null,
      lead_source_id: null, customer_reject_id: null, assigned_id: null, employee_id: null, legal_type: 1, legal_name: '', company_id: null, level_id: null, dob: '', gender: 0,
      balance: '0.00', balance_base: '0.00', balance_bonus: 0, last_attend_date: null, b_date: '2024-03-11 12:00:00', e_date: '2030-12-31', note: '', paid_count: 0, paid_lesson_count: 0,
      paid_lesson_date: null, next_lesson_date: null, paid_till: null, phone: ['+7(900)000-00-01'], email: [], web: [], addr: [], barcode: null, removed: 0,
      created_at: '2024-03-11 12:00:00', updated_at: '2024-03-11 12:00:00',
    });
  });

  test('35: a date of birth in either notation', async () => {
    for (const dob of ['2012-12-03', '03.12.2012', '2012-12-03T00:00:00']) expect(await world().write('1/customer/create', { name: 'B', is_study: 1, legal_type: 1, dob })).toMatchObject({ dob: '03.12.2012' });
  });

  test('36: a model that is sent back as a Python client writes it changes nothing but the edited member', async () => {
    // Trap 21: aioalfacrm echoes the whole model, with dates, floats and booleans of its own.
    const made = await world().write('1/customer/create', { name: 'C', is_study: 1, legal_type: 2, dob: '03.12.2012', phone: ['8 900 000-00-02', '123'], email: 'c@example.org', web: 'c.example', note: 'n', lead_source_id: 1 });
    world().clock.now += 60_000;
    const echo = { ...made, dob: '2012-12-03', b_date: '2024-03-11T12:00:00', created_at: '2024-03-11T12:00:00', e_date: '2030-12-31T00:00:00', balance: 0.0, balance_base: 0.0, is_study: true, removed: false, gender: 0, custom_nothing: 'x', unknown: [1] };
    expect(await world().write(`1/customer/update?id=${made.id}`, { ...echo, name: 'C2' })).toEqual({ ...made, name: 'C2', updated_at: '2024-03-11 12:01:00' });
    world().clock.now += 60_000;
    expect(await world().write(`1/customer/update?id=${made.id}`, { ...echo, name: 'C2' })).toMatchObject({ updated_at: '2024-03-11 12:01:00' });
  });

  test('37: who is listed: clients, leads, both; a phone finds clients alone, a number anybody', async () => {
    const lead = await world().write('1/customer/create', { name: 'Лид', is_study: 0, legal_type: 1, phone: '79000000037' });
    const client = await world().write('1/customer/create', { name: 'Клиент', is_study: 1, legal_type: 1, phone: '79000000038' });
    const listed = async (body: object): Promise<unknown[]> => (await world().list('1/customer/index', { pageSize: 500, ...body })).items.map(({ id }) => id);
    for (const [body, withLead, withClient] of [[{}, false, true], [{ is_study: 0 }, true, false], [{ is_study: false }, true, false], [{ is_study: '1' }, false, true], [{ is_study: 2 }, true, true], [{ is_study: [0, 1] }, true, true]] as const) {
      const found = await listed(body);
      expect({ body, lead: found.includes(lead.id), client: found.includes(client.id) }).toEqual({ body, lead: withLead, client: withClient });
    }
    // Trap 41: amo-bridge makes a client of whom a bare search by phone finds.
    expect(await listed({ phone: '79000000037' })).toEqual([]);
    expect(await listed({ phone: '79000000037', is_study: 0 })).toEqual([lead.id]);
    expect(await listed({ id: lead.id })).toEqual([lead.id]);
  });

  test('38: a deleted customer is in the archive', async () => {
    const { id } = await world().write('1/customer/create', { name: 'D', is_study: 1, legal_type: 1 });
    expect((await world().post(`1/customer/delete?id=${id}`, [])).json).toEqual({ success: true, errors: [] });
    const found = async (body: object): Promise<number> => (await world().list('1/customer/index', { id, ...body })).total;
    // Traps 28 and 42: three states, of which nikitanp always asks for the second, and a 3 by mistake.
    expect([await found({}), await found({ removed: 0 }), await found({ removed: 1 }), await found({ removed: 2 }), await found({ removed: 3 })]).toEqual([0, 0, 1, 1, 0]);
    expect(await world().list('1/customer/index', { id, removed: 2 })).toMatchObject({ items: [{ removed: 1, e_date: '2024-03-11' }] });
    expect(said(await world().post(`1/customer/delete?id=${id}`, {}))).toEqual(errorShape(404, 'Not Found'));
  });

  test('39: a phone is found however it is written', async () => {
    // Trap 29: telegram sends digits, rastudio what was typed.
    const { id } = await world().write('1/customer/create', { name: 'E', is_study: 0, legal_type: 1, phone: '+7(911)222-33-44' });
    for (const phone of ['79112223344', '+7(911)222-33-44', '89112223344', '9112223344', '222-33', 2_223_344]) {
      expect({ phone, found: (await world().list('customer/index', { is_study: 2, phone })).items.map((item) => item['id']) }).toEqual({ phone, found: [id] });
    }
    expect(await world().list('customer/index', { is_study: 2, phone: '79112223345' })).toMatchObject({ total: 0 });
  });

  test('40: fields that were defined for customers are there as custom_…', async () => {
    await addField(world().crm, await world().context(), 'client', { name: 'city', type: 'text', label: { ru: 'Город', en: 'City' } });
    const made = await world().write('1/customer/create', { name: 'F', is_study: 1, legal_type: 1, custom_city: 'Пермь', custom_other: 'x' });
    expect(made).toMatchObject({ custom_city: 'Пермь' });
    expect(made).not.toHaveProperty('custom_other');
    expect(await world().write('1/customer/create', { name: 'G', is_study: 1, legal_type: 1 })).toMatchObject({ custom_city: '' });
    expect((await world().list('customer/index', { custom_city: 'пермь' })).items.map(({ id }) => id)).toEqual([made.id]);
    expect(await world().write(`customer/update?id=${made.id}`, { custom_city: 'Тверь' })).toMatchObject({ custom_city: 'Тверь', name: 'F' });
  });

  test('41: when a customer was changed, in either notation', async () => {
    const all = (await world().list('customer/index', { is_study: 2 })).total;
    for (const from of ['2024-03-01 00:00:00', '01.03.2024', '2024.03.01', '2024-03-11']) expect(await world().list('customer/index', { is_study: 2, updated_at_from: from })).toMatchObject({ total: all });
    expect(await world().list('customer/index', { is_study: 2, updated_at_to: '2024-03-10' })).toMatchObject({ total: 0 });
    expect(await world().list('customer/index', { is_study: 2, updated_at_to: '11.03.2024' })).toMatchObject({ total: all });
    expect(await world().list('customer/index', { is_study: 2, updated_at_from: 'позавчера' })).toMatchObject({ total: all });
  });
});
