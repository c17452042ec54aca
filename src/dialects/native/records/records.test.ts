import { expect, test } from 'vitest';
import { defineEntity } from '../../../core/metadata/definitions.ts';
import { link, links, longText, money, option, text } from '../../../core/metadata/field-drafts.ts';
import { BOSS, MANAGER, MANAGER_KEY, onEveryEngine, type Asked, type World } from '../../../../test/native/world.ts';

const label = { ru: 'Заявка', en: 'Ticket' };
const TICKET = defineEntity({
  name: 'ticket', label, heading: 'name', granted: true, searched: ['name'], unique: [['number']],
  fields: [
    text('name', 'Тема', 'Subject', { required: true }),
    text('number', 'Номер', 'Number'),
    money('price', 'Цена', 'Price'),
    longText('secret_note', 'Тайное', 'Hidden'),
    option('stage', 'stages', 'Этап', 'Stage'),
    links('people', 'user', 'Люди', 'People'),
    link('client', 'client', 'Клиент', 'Client'),
  ],
});
const CLOSED = defineEntity({ name: 'closed', label, heading: 'name', granted: true, fields: [text('name', 'Тема', 'Subject', { required: true })] });

const AS_MANAGER: Asked = { key: MANAGER_KEY };

async function prepare(world: World): Promise<{ readonly role: number; readonly stage: number }> {
  await world.define(TICKET, CLOSED);
  const list = await world.plant('list', { code: 'stages', title: 'Этапы' });
  const stage = await world.plant('option', { list, title: 'Новая', position: 1 });
  const role = world.manager.account.role.id;
  await world.plant('entity_right', { entity: 'ticket', role, read: 'all', create: true, update: 'assigned', delete: 'own', comment: 'none', hidden: ['secret_note'], fixed: ['price'] });
  return { role, stage };
}

onEveryEngine('the native API, records', (given) => {
  let stage = 0;
  const refused = async (method: string, path: string, asked: Asked = {}): Promise<object> => {
    const { status, json } = await given().ask(method, path, asked);
    const { code, fields } = Object(json);
    return { status, code: code as unknown, fields: (fields as { field: string; fault: string }[]).map(({ field, fault }) => `${field}: ${fault}`) };
  };

  test('an entity that is not there, the product’s own, and parts of records are refused with 404', async () => {
    ({ stage } = await prepare(given()));
    for (const entity of ['strange', 'api_key', 'credential', 'entity_right', 'comment', 'file', 'constructor', '__proto__']) {
      expect(await refused('GET', `/records/${entity}`), `of ${entity}`).toEqual({ status: 404, code: 'unknown_entity', fields: [] });
      expect(await refused('POST', `/records/${entity}`, { body: {} }), `of ${entity}`).toEqual({ status: 404, code: 'unknown_entity', fields: [] });
    }
  });

  test('an entity that the role was given no right to is refused with 403', async () => {
    const id = await given().add('closed', { name: 'Тайна' });
    const forbidden = { status: 403, code: 'forbidden', fields: [] };
    expect(await refused('GET', '/records/closed', AS_MANAGER)).toEqual(forbidden);
    expect(await refused('GET', `/records/closed/${id}`, AS_MANAGER)).toEqual(forbidden);
    expect(await refused('GET', '/records/closed/deleted', AS_MANAGER)).toEqual(forbidden);
    expect(await refused('POST', '/records/closed', { ...AS_MANAGER, body: { name: 'Моя' } })).toEqual(forbidden);
    expect(await refused('PATCH', `/records/closed/${id}`, { ...AS_MANAGER, body: { name: 'Моя' } })).toEqual({ ...forbidden, status: 404, code: 'not_found' });
    expect(await refused('DELETE', `/records/closed/${id}`, AS_MANAGER)).toEqual({ ...forbidden, status: 404, code: 'not_found' });
  });

  test('people, roles, lists and history are not written here, dictionaries by administrators alone', async () => {
    const forbidden = { status: 403, code: 'forbidden', fields: [] };
    for (const entity of ['user', 'role', 'list', 'option', 'activity', 'requisites']) expect(await refused('POST', `/records/${entity}`, { body: {} }), `of ${entity}`).toEqual(forbidden);
    expect(await refused('PATCH', `/records/user/${given().ids.manager}`, { ...AS_MANAGER, body: { administrator: true } })).toEqual(forbidden);
    expect(await refused('POST', '/records/source', { ...AS_MANAGER, body: { title: 'Сайт' } })).toEqual(forbidden);
    expect(await refused('GET', '/records/requisites', AS_MANAGER)).toEqual(forbidden);
    expect((await given().ask('GET', '/records/requisites')).json).toMatchObject({ data: [], total: 0 });
    expect((await given().ask('POST', '/records/source', { body: { title: 'Сайт' } })).status).toBe(201);
  });

  test('all that is wrong with a body is told at once, and nothing is written', async () => {
    expect(await refused('POST', '/records/ticket', { body: { nope: 1, name: 'x', __proto: 2 } })).toEqual({ status: 400, code: 'unknown_field', fields: ['nope: unknown_field', '__proto: unknown_field'] });
    expect(await refused('POST', '/records/ticket', { body: { name: 'x'.repeat(251), price: '12', people: [1, 'two'], id: 5, stage: 1.5 } })).toEqual({
      status: 422, code: 'invalid', fields: ['price: wrong_type', 'people.1: wrong_type', 'id: read_only', 'stage: wrong_type', 'name: too_long'],
    });
    expect(await refused('POST', '/records/ticket', { body: {} })).toEqual({ status: 422, code: 'invalid', fields: ['name: required'] });
    expect(await refused('POST', '/records/ticket', { body: { name: 'x', stage: 999, people: [999], client: 999 } })).toEqual({ status: 422, code: 'invalid', fields: ['stage: unknown_value', 'people: unknown_value', 'client: unknown_value'] });
    expect((await given().ask('GET', '/records/ticket')).json).toEqual({ data: [], total: 0, limit: 50, offset: 0 });
  });

  test('a hidden field is no field, a fixed one is read and not written', async () => {
    const id = await given().add('ticket', { name: 'Печать', secret_note: 'тайна', price: 500 });
    const { json } = await given().ask('GET', `/records/ticket/${id}`, AS_MANAGER);
    expect(json).not.toHaveProperty('secret_note');
    expect(json).toMatchObject({ price: 500 });
    const unknown = { status: 400, code: 'unknown_field', fields: ['secret_note: unknown_field'] };
    expect(await refused('GET', '/records/ticket?fields=name,secret_note', AS_MANAGER)).toEqual(unknown);
    expect(await refused('GET', '/records/ticket?sort=secret_note', AS_MANAGER)).toEqual(unknown);
    expect(await refused('GET', '/records/ticket?filter={"not":{"secret_note":{"contains":"т"}}}', AS_MANAGER)).toEqual(unknown);
    expect(await refused('POST', '/records/ticket', { ...AS_MANAGER, body: { name: 'x', secret_note: 'y' } })).toEqual(unknown);
    expect(await refused('POST', '/records/ticket', { ...AS_MANAGER, body: { name: 'x', price: 1 } })).toEqual({ status: 422, code: 'invalid', fields: ['price: read_only'] });
    expect(await refused('PATCH', `/records/ticket/${id}`, { ...AS_MANAGER, body: { name: 'x' } })).toEqual({ status: 403, code: 'forbidden', fields: [] });
    expect(await refused('DELETE', `/records/ticket/${id}`, AS_MANAGER)).toEqual({ status: 403, code: 'forbidden', fields: [] });
  });

  test('a record that is not there, or that the caller does not see, is refused with 404', async () => {
    const client = await given().add('client', { name: 'Чужой' });
    for (const id of ['999', '0', '-1', '1.5', 'x', '9'.repeat(30)]) expect(await refused('GET', `/records/ticket/${id}`), `of ${id}`).toEqual({ status: 404, code: 'not_found', fields: [] });
    for (const method of ['GET', 'DELETE']) expect(await refused(method, `/records/client/${client}`, AS_MANAGER)).toEqual({ status: 404, code: 'not_found', fields: [] });
    expect(await refused('PATCH', `/records/client/${client}`, { ...AS_MANAGER, body: { name: 'Мой' } })).toEqual({ status: 404, code: 'not_found', fields: [] });
  });

  test('a value that no two records may share, and a client that we have, are refused with 409 and the record that is there', async () => {
    const id = await given().add('ticket', { name: 'Один', number: 'А-1' });
    const ticket = await given().ask('POST', '/records/ticket', { body: { name: 'Два', number: 'А-1' } });
    expect({ status: ticket.status, json: ticket.json }).toEqual({
      status: 409,
      json: {
        type: '/problems/duplicate', title: 'There is such a record already', status: 409, detail: `There is such a record already: ticket ${id}.`, code: 'duplicate',
        fields: [{ field: 'number', fault: 'taken', detail: 'Another record has this value.' }], existing: { entity: 'ticket', id },
      },
    });
    const client = await given().add('client', { name: 'ООО Ромашка' });
    expect((await given().ask('POST', '/records/client', { body: { name: 'ооо «ромашка»' } })).json).toMatchObject({ status: 409, code: 'duplicate', existing: { entity: 'client', id: client } });
  });

  test('a change for another version is refused with 412, and an If-Match that is no ETag with 400', async () => {
    for (const entity of ['ticket', 'client']) {
      const id = await given().add(entity, { name: `Версии ${entity}` });
      const change = { body: { name: `Новая ${entity}` } };
      expect(await refused('PATCH', `/records/${entity}/${id}`, { ...change, headers: { 'if-match': '"7"' } })).toEqual({ status: 412, code: 'conflict', fields: [] });
      expect(await refused('PATCH', `/records/${entity}/${id}`, { ...change, headers: { 'if-match': '7' } })).toEqual({ status: 400, code: 'malformed', fields: [] });
      expect(await refused('DELETE', `/records/${entity}/${id}`, { headers: { 'if-match': '"7"' } })).toEqual({ status: 412, code: 'conflict', fields: [] });
      const { headers } = await given().ask('GET', `/records/${entity}/${id}`);
      const changed = await given().ask('PATCH', `/records/${entity}/${id}`, { ...change, headers: { 'if-match': String(headers['etag']) } });
      expect({ status: changed.status, etag: changed.headers['etag'], json: changed.json }).toMatchObject({ status: 200, etag: '"2"', json: { id, version: 2, name: `Новая ${entity}` } });
    }
  });

  test('what a page cannot be asked by is refused with 400', async () => {
    for (const query of ['limit=0', 'limit=501', 'limit=x', 'offset=-1', 'sort=name,price', 'sort=people', 'expand=all', 'filter=', 'filter=[]', 'filter={', 'filter={"or":{}}', 'filter={"name":{"like":"x"}}', 'filter={"price":{"contains":"1"}}', 'filter={"price":"1"}', 'filter={"people":{"any_of":["1"]}}', 'filter={"people":1}', 'filter={"people":null}', 'filter={"created_at":{"from":"yesterday"}}', 'filter={"price":{"from":null}}', `filter=${'{"not":'.repeat(9)}{}${'}'.repeat(9)}`, `filter={"name":{"in":${JSON.stringify(Array.from({ length: 1001 }, () => 'x'))}}}`]) {
      expect(await refused('GET', `/records/ticket?${query}`), `of ${query}`).toEqual({ status: 400, code: 'malformed', fields: [] });
    }
    expect(await refused('GET', '/records/ticket?fields=name,nope')).toEqual({ status: 400, code: 'unknown_field', fields: ['nope: unknown_field'] });
    expect(await refused('GET', '/records/ticket?filter={"constructor":1}')).toEqual({ status: 400, code: 'unknown_field', fields: ['constructor: unknown_field'] });
    expect(await refused('GET', '/records/user?filter={"password_hash":"x"}')).toEqual({ status: 400, code: 'unknown_field', fields: ['password_hash: unknown_field'] });
  });

  test('a new record comes back whole, with its address and ETag', async () => {
    given().clock.now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
    const { status, headers, json } = await given().ask('POST', '/records/ticket', { body: { name: 'Ремонт', price: 12_345, stage, people: [given().ids.manager, given().ids.boss] }, headers: { 'tolmach-user': BOSS } });
    const id = Object(json).id as number;
    expect({ status, location: headers['location'], etag: headers['etag'] }).toEqual({ status: 201, location: `/api/v1/records/ticket/${id}`, etag: '"1"' });
    const record = {
      id, version: 1, created_at: '2026-01-02T03:04:05.678Z', created_by: given().ids.boss, updated_at: null, updated_by: null,
      name: 'Ремонт', number: null, price: 12_345, secret_note: null, stage, people: [given().ids.manager, given().ids.boss], client: null,
    };
    expect(json).toEqual(record);
    expect((await given().ask('GET', `/records/ticket/${id}`)).json).toEqual(record);
    expect((await given().ask('GET', `/records/ticket/${id}?fields=price`)).json).toEqual({ id, version: 1, price: 12_345 });
    const filter = encodeURIComponent(JSON.stringify({ name: { contains: 'РЕМ' }, created_at: { from: '2026-01-02T06:04:05.678+03:00' } }));
    expect((await given().ask('GET', `/records/ticket?filter=${filter}`)).json).toEqual({ data: [record], total: 1, limit: 50, offset: 0 });
    expect((await given().ask('GET', '/records/ticket?search=ремонт&fields=name&sort=-id&limit=1')).json).toEqual({ data: [{ id, version: 1, name: 'Ремонт' }], total: 1, limit: 1, offset: 0 });
  });

  test('expand=links gives the titles of what the caller may see', async () => {
    const client = await given().add('client', { name: 'Клиент начальника' });
    const id = await given().add('ticket', { name: 'С титулами', stage, people: [given().ids.manager], client });
    const [boss, manager] = [String(given().ids.boss), String(given().ids.manager)];
    const titles = { created_by: { [boss]: 'Владислав Андреев' }, updated_by: {}, stage: { [String(stage)]: 'Новая' }, people: { [manager]: 'Марина Андреева' } };
    expect((await given().ask('GET', `/records/ticket/${id}?expand=links`)).json).toMatchObject({ _titles: { ...titles, client: { [String(client)]: 'Клиент начальника' } } });
    const hidden = await given().ask('GET', `/records/ticket/${id}?expand=links`, AS_MANAGER);
    expect(Object(hidden.json)._titles).toEqual({ ...titles, client: {} });
    const page = await given().ask('GET', '/records/ticket?filter={"name":"С титулами"}&expand=links&fields=stage');
    expect(Object(page.json).data).toEqual([{ id, version: 1, stage, _titles: { stage: { [String(stage)]: 'Новая' } } }]);
    expect((await given().ask('GET', `/records/ticket/${id}?expand=links&fields=stage`)).json).toEqual({ id, version: 1, stage, _titles: { stage: { [String(stage)]: 'Новая' } } });
  });

  test('a record that is deleted can be brought back by who could delete it', async () => {
    const mine = await given().add('ticket', { name: 'Моя' }, AS_MANAGER);
    const { status, text } = await given().ask('DELETE', `/records/ticket/${mine}`, AS_MANAGER);
    expect({ status, text }).toEqual({ status: 204, text: '' });
    const others = await given().add('ticket', { name: 'Чужая' });
    await given().ask('DELETE', `/records/ticket/${others}`);
    expect(await refused('GET', `/records/ticket/${mine}`)).toEqual({ status: 404, code: 'not_found', fields: [] });
    expect((await given().ask('GET', '/records/ticket/deleted', AS_MANAGER)).json).toMatchObject({ data: [{ id: mine, name: 'Моя', deleted_at: '2026-01-02T03:04:05.678Z' }], limit: 50 });
    expect(Object((await given().ask('GET', '/records/ticket/deleted')).json).data).toMatchObject([{ id: others }, { id: mine }]);
    expect(await refused('POST', `/records/ticket/${others}/restore`, AS_MANAGER)).toEqual({ status: 403, code: 'forbidden', fields: [] });
    expect((await given().ask('POST', `/records/ticket/${mine}/restore`, AS_MANAGER)).json).toMatchObject({ id: mine, name: 'Моя' });
    expect(await refused('POST', `/records/ticket/${mine}/restore`, AS_MANAGER)).toEqual({ status: 404, code: 'not_found', fields: [] });
  });

  test('a client leaves history, and stays while it has deals', async () => {
    const client = await given().add('client', { name: 'С историей' }, { headers: { 'tolmach-user': MANAGER } });
    await given().ask('PATCH', `/records/client/${client}`, { key: MANAGER_KEY, body: { note: 'Важный' } });
    const history = await given().ask('GET', `/records/activity?filter={"client":${client}}&sort=id&fields=kind,owner`);
    expect(Object(history.json).data).toMatchObject([{ kind: 'created', owner: given().ids.manager }, { kind: 'changed', owner: given().ids.manager }]);
    const deal = await given().add('deal', { name: 'Сделка', client });
    expect(await refused('DELETE', `/records/client/${client}`, AS_MANAGER)).toEqual({ status: 409, code: 'in_use', fields: [] });
    await given().ask('DELETE', `/records/deal/${deal}`);
    expect((await given().ask('DELETE', `/records/client/${client}`, AS_MANAGER)).status).toBe(204);
  });

  test('who makes a record for somebody else is told its id alone', async () => {
    const { status, json } = await given().ask('POST', '/records/person', { key: MANAGER_KEY, body: { name: 'Контакт', owner: given().ids.boss } });
    expect({ status, json }).toEqual({ status: 201, json: { id: expect.any(Number) } });
  });
});
