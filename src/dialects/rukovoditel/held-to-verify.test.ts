import { beforeAll, describe, expect, test } from 'vitest';
import { buildQuery, forcePassword, KEY, onEveryEngine, PASSWORDS, type Reply, type World } from '../../../test/rukovoditel/world.ts';
import { setActive } from '../../core/accounts/set-active.ts';
import { createList } from '../../core/designer/create-list.ts';
import { addOption } from '../../core/designer/add-option.ts';
import { setEntityRight } from '../../core/designer/set-entity-right.ts';
import { setStateRule } from '../../core/designer/set-state-rule.ts';
import { SETUP } from '../../../test/factories.ts';

const expectGood = (reply: Reply, data?: unknown): void => {
  expect(reply.json.error_message).toBeUndefined();
  expect(reply).toMatchObject({ status: 200, json: { status: 'success', ...(data === undefined ? {} : { data }) } });
};
const expectBad = (reply: Reply, message?: string): void => {
  expect(reply.status).toBe(500);
  expect(reply.json).toEqual({ status: 'error', error_code: '', error_message: message ?? expect.stringMatching(/./u) });
};
const names = (rows: readonly Record<string, string>[]): readonly (string | undefined)[] => rows.map((row) => row['158'] ?? row['168'] ?? row['id']);
const idOf = (reply: Reply): string => String((reply.json.data as { id: string }).id);

/** Projects Alpha and Beta, tasks 1 and 2 under the first, 3 under the second, all made by root (Rukovoditel contract 6). */
async function fill(world: World): Promise<void> {
  await world.insert(21, { field_158: 'Alpha', field_157: '37', field_156: '34', field_159: '2024-05-10', field_161: '3' });
  await world.insert(21, { field_158: 'Beta', field_157: '38', field_156: '35' });
  await world.insert(22, { parent_item_id: 1, field_168: 'Draw', field_173: '2' });
  await world.insert(22, { parent_item_id: 1, field_168: 'Build', field_173: '5' });
  await world.insert(22, { parent_item_id: 2, field_168: 'Move', field_173: '8' });
}

describe('the API that is switched off', () => {
  onEveryEngine('checks 1', (world) => {
    test('1: any call is told that the API is not enabled', async () => {
      expectBad(await world().call('select', { entity_id: 21 }), 'API is not enabled');
      expectBad(await world().send('', ''), 'API is not enabled');
    });
  }, { settings: { TOLMACH_RUKOVODITEL_API: 'off' } });
});

onEveryEngine('checks 2 to 31 of the Rukovoditel contract, reading', (current) => {
  const world = (): World => current();
  beforeAll(() => fill(world()));

  test('2: an empty key is a mismatch', async () => expectBad(await world().call('select', { entity_id: 21, key: '' }), 'API Key mismatch'));
  test('3: a wrong key is a mismatch, whatever the password', async () => expectBad(await world().call('select', { entity_id: 21, key: 'x'.repeat(40) }), 'API Key mismatch'));
  test('4: a wrong password opens nothing', async () => expectBad(await world().call('select', { entity_id: 21, password: 'wrong' }), 'No match for Username and/or Password.'));
  test('5: an inactive user is refused', async () => {
    await setActive(world().crm, SETUP, 'dev', false);
    expectBad(await world().call('select', { entity_id: 21 }, 'dev'), 'Your account is not active.');
    await setActive(world().crm, SETUP, 'dev', true);
    expectGood(await world().call('login', {}, 'dev'));
  });
  test('6: an unknown action is named', async () => {
    expectBad(await world().call('explode'), 'action explode not exist');
    expectBad(await world().call(''), 'action  not exist');
  });
  test('7: a form is answered, as text/html', async () => {
    const reply = await world().form('select', { entity_id: 21 });
    expectGood(reply);
    expect(reply.contentType).toBe('text/html; charset=UTF-8');
    expect(reply.json.data).toHaveLength(2);
  });
  test('8: JSON is answered with the same bytes', async () => {
    expect((await world().call('select', { entity_id: 21 })).text).toBe((await world().form('select', { entity_id: 21 })).text);
  });
  test('9, 10, 11: JSON as text/plain, in the body of a GET, beside a query string', async () => {
    const body = JSON.stringify({ key: KEY, username: 'root', password: PASSWORDS.root, action: 'select', entity_id: 21 });
    const { text } = await world().call('select', { entity_id: 21 });
    expect((await world().send(body, 'text/plain')).text).toBe(text);
    expect((await world().send(body, 'application/json', { method: 'GET' })).text).toBe(text);
    expect((await world().send(body, 'application/json', { url: '/api/rest.php?demo_id=5&action=delete' })).text).toBe(text);
    expect((await world().send(body, 'application/json', { url: '/crm/product_3.6/api/rest.php' })).text).toBe(text);
  });
  test('12: the entity may be a text', async () => expect(await world().rows(21, { entity_id: '21' })).toHaveLength(2));
  test('13: the fields asked for come in their order, with system keys before them', async () => {
    const [first] = await world().rows(21, { select_fields: ' 158,\n157 ' });
    expect(first).toEqual({ id: '1', parent_item_id: '0', date_added: '05/15/2024 12:00', date_updated: '', created_by: 'Anna Petrova', 158: 'Alpha', 157: 'New', '157_db_value': '37' });
    expect((await world().call('select', { entity_id: 21, select_fields: '158,157', limit: 1 })).text).toContain('"created_by":"Anna Petrova","158":"Alpha","157":"New","157_db_value":"37"');
  });
  test('14: a field of another entity is not there', async () => expectBad(await world().call('select', { entity_id: 21, select_fields: '168' }), 'field_168 not exist in entity 21'));
  test('15, 16, 17: a choice is filtered by its id, in each spelling of the field', async () => {
    expect(names(await world().rows(21, { filters: { 157: '37' } }))).toEqual(['Alpha']);
    const form = await world().form('select', { entity_id: 21, filters: { field_157: { value: '37', condition: 'exclude' } } });
    expect(form.json.data).toMatchObject([{ 158: 'Beta' }]);
    expect(names(await world().rows(21, { filters: { '157_db_value': '37' } }))).toEqual(['Alpha']);
  });
  test('18, 19, 20: ranges of dates, open ones, and none', async () => {
    const [alpha, ...others] = await world().rows(21, { filters: { 159: '2024-05-10,2024-05-10' } });
    expect([alpha?.['159'], others]).toEqual(['05/10/2024', []]);
    expect(names(await world().rows(21, { filters: { 159: '2024-05-01,' } }))).toEqual(['Alpha']);
    expect(names(await world().rows(21, { filters: { 159: { condition: 'empty_value' } } }))).toEqual(['Beta']);
  });
  test('21, 22: text is compared whole, and searched by keywords', async () => {
    expectGood(await world().call('select', { entity_id: 21, filters: { 158: 'Alp' } }), []);
    expect(names(await world().rows(21, { filters: { 158: 'alpha' } }))).toEqual(['Alpha']);
    expect(names(await world().rows(21, { filters: { 158: { value: 'Alp', condition: 'search' } } }))).toEqual(['Alpha']);
    expect(names(await world().rows(21, { filters: { 158: { value: 'alp zzz', condition: 'search' } } }))).toEqual(['Alpha']);
    expect(names(await world().rows(21, { filters: { 158: { value: 'alp zzz', condition: 'search_match' } } }))).toEqual([]);
  });
  test('23: people are filtered by id and shown by name', async () => {
    const rows = await world().rows(21, { filters: { 161: '3' } });
    expect(rows).toMatchObject([{ 158: 'Alpha', 161: 'Dmitry Orlov', '161_db_value': '3' }]);
  });
  test('24, 25: ids, and records within a record', async () => {
    expect((await world().rows(21, { filters: { id: '1, 2' } })).map((row) => row['id'])).toEqual(['1', '2']);
    expect((await world().rows(22, { filters: { parent_item_id: '1' } })).map((row) => [row['id'], row['parent_item_id']])).toEqual([['1', '1'], ['2', '1']]);
    expect(await world().rows(22, { parent_item_id: 2 })).toHaveLength(1);
  });
  test('26: operators stand in the value', async () => {
    expect((await world().rows(22, { filters: { 173: '>2&<=8' } })).map((row) => row['173'])).toEqual(['5.00', '8.00']);
  });
  test('27: a limit, and 0 for none', async () => {
    expect(await world().rows(21, { limit: 1 })).toHaveLength(1);
    expect(await world().rows(21, { limit: '0' })).toHaveLength(2);
  });
  test('28: pages say how many there are; one past the end is empty', async () => {
    const { json } = await world().call('select', { entity_id: 22, rows_per_page: 2, page: 2 });
    expect(json).toMatchObject({ page: 2, number_of_rows: 3, number_of_pages: 2, data: [{ id: '3' }] });
    expect((await world().call('select', { entity_id: 22, rows_per_page: 2, page: 9 })).json).toMatchObject({ page: 9, number_of_rows: 3, number_of_pages: 2, data: [] });
    expect((await world().call('select', { entity_id: 22, rows_per_page: 2, page: 2, limit: 3 })).json).toMatchObject({ number_of_rows: 3, data: [{ id: '3' }] });
  });
  test('29: a saved report brings its conditions', async () => {
    await world().data('update', { entity_id: 21, update_by_field: { id: 2 }, data: { field_157: 40 } });
    expect(names(await world().rows(21, { reports_id: 59 }))).toEqual(['Alpha']);
    expectBad(await world().call('select', { entity_id: 21, reports_id: 61 }), 'report 61 not exist in entity 21');
    await world().data('update', { entity_id: 21, update_by_field: { id: 2 }, data: { field_157: 38 } });
  });
  test('30: nothing found is a good answer, to the byte', async () => {
    expect((await world().call('select', { entity_id: 21, filters: { 158: 'nobody' } })).text).toBe('{"status":"success","data":[]}');
  });
  test('31: a filter on a field that is not there is refused', async () => {
    for (const key of ['429', 'field_429', '429_db_value']) expectBad(await world().call('select', { entity_id: 21, filters: { [key]: 'x' } }), 'field_429 not exist in entity 21');
    expectBad(await world().call('select', { entity_id: 34 }), 'entity 34 not exist');
    expectBad(await world().call('select'), 'entity_id is required');
  });
  test('62 to 65: metadata is for administrators', async () => {
    expectBad(await world().call('get_entities', {}, 'mia'), "You don't have access");
    const entities = (await world().data('get_entities')) as readonly Record<string, string>[];
    expect(entities.map(({ id }) => id)).toEqual(expect.arrayContaining(['1', '21', '22', '23', '24', '100001']));
    expect(entities.find(({ id }) => id === '22')).toMatchObject({ parent_id: '21', name: 'Tasks' });
    const fields = (await world().data('get_entity_fields', { entity_id: 21 })) as readonly Record<string, string>[];
    expect(fields.map(({ id, type }) => `${id} ${type}`)).toEqual(expect.arrayContaining(['153 fieldtype_id', '156 fieldtype_dropdown', '157 fieldtype_dropdown', '158 fieldtype_input', '159 fieldtype_input_date', '160 fieldtype_textarea_wysiwyg', '161 fieldtype_users', '162 fieldtype_attachments']));
    expect(fields.find(({ id }) => id === '158')).toMatchObject({ name: 'Name', is_heading: '1', is_required: '1', forms_tabs_id: '24' });
    const choices = (await world().data('get_field_choices', { entity_id: 21, field_id: 157 })) as readonly Record<string, string>[];
    expect(choices.map(({ id, name }) => `${id} ${name}`)).toEqual(['37 New', '38 Open', '39 Waiting', '40 Closed', '41 Canceled']);
    expectGood(await world().call('get_global_lists'), []);
    const boss = await world().context('root');
    await createList(world().crm, boss, { title: 'Cities', code: 'cities' });
    await addOption(world().crm, boss, 'cities', { title: 'Kazan' });
    const lists = (await world().data('get_global_lists')) as readonly Record<string, string>[];
    expect(lists).toMatchObject([{ name: 'Cities' }]);
    expect(await world().data('get_global_list_choices', { list_id: lists[0]?.['id'] })).toMatchObject([{ id: expect.stringMatching(/^\d+$/u), name: 'Kazan' }]);
  });
  test('68: login tells who the caller is, and nothing secret', async () => {
    const reply = await world().call('login', {}, 'mia');
    expectGood(reply, { id: '2', group_id: '4', group_name: 'Manager', username: 'mia', name: 'Mia Stone', firstname: 'Mia', lastname: 'Stone', email: 'mia@example.test', language: 'english.php' });
    expect((await world().call('login')).json.data).toMatchObject({ id: '1', group_id: '0', group_name: 'Administrator' });
  });
  test('70: a body that is neither form nor JSON is a key mismatch', async () => {
    for (const [body, type] of [['hello', 'text/plain'], ['[1,2]', 'application/json'], ['', ''], ['{"key":', 'application/json']] as const) expectBad(await world().send(body, type), 'API Key mismatch');
  });
});

onEveryEngine('checks 32 to 48 of the Rukovoditel contract, writing', (current) => {
  const world = (): World => current();
  beforeAll(() => fill(world()));

  test('32, 33: a form inserts one record, with and without a list', async () => {
    const reply = await world().form('insert', { entity_id: 21, items: [{ field_158: 'Gamma', field_159: '2024-01-02', field_161: '2,3' }] });
    expectGood(reply, { id: expect.stringMatching(/^\d+$/u) });
    expect(await world().rows(21, { filters: { id: idOf(reply) } })).toMatchObject([{ 158: 'Gamma', 159: '01/02/2024', 161: 'Mia Stone, Dmitry Orlov', '161_db_value': '2,3' }]);
    const single = await world().form('insert', { entity_id: 21, items: { field_158: 'Delta' } });
    expect(names(await world().rows(21, { filters: { id: idOf(single) } }))).toEqual(['Delta']);
  });
  test('34, 35: a list inserts all, under their parent, with the choices that are standard', async () => {
    const reply = await world().call('insert', { entity_id: 22, items: [{ field_168: 'one', parent_item_id: 1 }, { field_168: 'two', parent_item_id: '1' }] });
    const ids = idOf(reply).split(',');
    expect(ids).toHaveLength(2);
    expect(await world().rows(22, { filters: { id: ids } })).toMatchObject([{ parent_item_id: '1', '169_db_value': '46', '167_db_value': '42', '170_db_value': '55' }, { parent_item_id: '1' }]);
  });
  test('36: an unknown field writes nothing, of a batch neither, and names the item at fault', async () => {
    const before = (await world().rows(21)).length;
    expectBad(await world().call('insert', { entity_id: 21, items: { field_158: 'x', field_429: 'y' } }), 'field_429 not exist in entity 21');
    expectBad(await world().call('insert', { entity_id: 21, items: [{ field_158: 'fine' }, { field_158: 'x', field_429: 'y' }] }), 'items[1]: field_429 not exist in entity 21');
    expectBad(await world().call('insert', { entity_id: 22, items: [{ field_168: 'fine' }, { field_168: 'x', parent_item_id: 9999 }] }), 'items[1]: Record Not Found');
    expect(await world().rows(21)).toHaveLength(before);
  });
  test('37: the author may be named', async () => {
    const id = await world().insert(21, { field_158: 'By another', created_by: 3 });
    expect(await world().rows(21, { filters: { id } })).toMatchObject([{ created_by: 'Dmitry Orlov' }]);
  });
  test('38, 39: rows are updated by id, one or many; nothing else of them changes', async () => {
    const [before] = await world().rows(21, { filters: { id: 1 } });
    expectGood(await world().call('update', { entity_id: 21, update_by_field: { id: '1' }, data: { field_157: '38' } }), { id: '1' });
    const [after] = await world().rows(21, { filters: { id: 1 } });
    expect(after).toEqual({ ...before, 157: 'Open', '157_db_value': '38', date_updated: '05/15/2024 12:00' });
    expectGood(await world().form('update', { entity_id: 21, update_by_field: { id: [1, 2] }, data: { field_157: '39' } }), { id: '1,2' });
    expect((await world().rows(21, { filters: { id: '1,2' } })).map((row) => row['157'])).toEqual(['Waiting', 'Waiting']);
  });
  test('40, 41: rows are updated by any field; none found is a good answer', async () => {
    const urgent = await world().rows(21, { filters: { 156: '34' } });
    expectGood(await world().call('update', { entity_id: 21, update_by_field: { field_156: '34' }, data: { field_157: '41' } }), { id: urgent.map((row) => row['id']).join(',') });
    expect((await world().rows(21, { filters: { 157: '41' } })).map((row) => row['id'])).toEqual(urgent.map((row) => row['id']));
    expectGood(await world().call('update', { entity_id: 21, update_by_field: { id: '9999' }, data: { field_157: '37' } }), { id: '' });
  });
  test('42: without criteria nothing is changed, with empty ones neither', async () => {
    const before = await world().rows(21);
    expectBad(await world().call('update', { entity_id: 21, data: { field_157: '37' } }), 'update_by_field is required');
    expectBad(await world().call('update', { entity_id: 21, update_by_field: {}, data: { field_157: '37' } }), 'update_by_field is required');
    for (const criteria of [{ id: '' }, { id: [] }, { field_158: '' }, { id: 1, field_158: '' }, { foo: 'bar' }]) {
      expectGood(await world().call('update', { entity_id: 21, update_by_field: criteria, data: { field_157: '37' } }), { id: '' });
    }
    expect(await world().rows(21)).toEqual(before);
  });
  test('43: an empty text clears a choice', async () => {
    await world().data('update', { entity_id: 21, update_by_field: { id: 2 }, data: { field_157: '' } });
    expect(await world().rows(21, { filters: { 157: { condition: 'empty_value' } } })).toEqual(expect.arrayContaining([expect.objectContaining({ id: '2', 157: '', '157_db_value': '' })]));
  });
  test('46, 47, 48: users are registered once, and nobody deletes himself', async () => {
    expectBad(await world().call('delete', { entity_id: 1, delete_by_field: { id: 1 } }), "You can't delete yourself");
    const olga = { group_id: 6, firstname: 'Olga', lastname: 'Ivanova', username: 'olga', email: 'olga@example.test', password: '' };
    expectBad(await world().call('insert', { entity_id: 1, items: { ...olga, username: '' } }), "Username can't be empty");
    expectBad(await world().call('insert', { entity_id: 1, items: { ...olga, email: '' } }), "User Email can't be empty");
    expectBad(await world().call('insert', { entity_id: 1, items: { ...olga, email: 'MIA@example.test' } }), 'User Email already exist!');
    expectGood(await world().call('insert', { entity_id: 1, notify: false, items: olga }));
    const [row, ...others] = await world().rows(1, { filters: { 12: 'olga', 5: 1 } });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ 5: 'Active', '5_db_value': '1', 6: 'Client', '6_db_value': '6', 7: 'Olga', 8: 'Ivanova', 9: 'olga@example.test', 12: 'olga' });
    expect(JSON.stringify(row)).not.toMatch(/password|scrypt/iu);
    expectBad(await world().call('insert', { entity_id: 1, items: olga }), 'Username already exist!');
  });
  test('only an administrator makes or changes administrators, and the last one stays', async () => {
    const manager = (await world().crm.directory()).roles.find(({ code }) => code === 'manager');
    await setEntityRight(world().crm, await world().context('root'), { role: manager?.id ?? 0, entity: 'user', read: 'all', create: true, update: 'all', delete: 'all', comment: 'none', hidden: [], fixed: [] });
    const evil = { username: 'evil', email: 'evil@example.test', group_id: 0 };
    expectBad(await world().call('insert', { entity_id: 1, items: evil }, 'mia'), "You don't have access");
    expectBad(await world().call('update', { entity_id: 1, update_by_field: { id: 2 }, data: { group_id: 0 } }, 'mia'), "You don't have access");
    expectGood(await world().call('update', { entity_id: 1, update_by_field: { id: 1 }, data: { firstname: 'Owned', password: 'owned-by-mia' } }, 'mia'), { id: '' });
    expectGood(await world().call('delete', { entity_id: 1, delete_by_field: { id: 1 } }, 'mia'), { id: '' });
    expectBad(await world().call('update', { entity_id: 1, update_by_field: { id: 1 }, data: { field_5: 0 } }));
    expectBad(await world().call('update', { entity_id: 1, update_by_field: { id: 1 }, data: { group_id: 4 } }));
    expectGood(await world().call('update', { entity_id: 1, update_by_field: { id: 4 }, data: { group_id: 0 } }), { id: '4' });
    expect((await world().rows(1, { filters: { 6: 0 } })).map((row) => row['id'])).toEqual(['1', '4']);
    expectGood(await world().call('update', { entity_id: 1, update_by_field: { id: 4 }, data: { group_id: 6, password: 'another-password' } }), { id: '4' });
    expectGood(await world().call('login', { username: 'cli', password: 'another-password' }));
  });
  test('44, 45: a deletion takes along what lies in the record; nothing found deletes nothing', async () => {
    expectGood(await world().call('delete', { entity_id: 21, delete_by_field: { id: 9999 } }), { id: '' });
    expectGood(await world().call('delete', { entity_id: 21, delete_by_field: { id: '' } }), { id: '' });
    expectBad(await world().call('delete', { entity_id: 21 }), 'delete_by_field is required');
    expectGood(await world().call('delete', { entity_id: 21, delete_by_field: { id: '2' } }), { id: '2' });
    expectGood(await world().call('select', { entity_id: 22, filters: { id: 3 } }), []);
    expect(await world().rows(22, { filters: { id: '1,2' } })).toHaveLength(2);
  });
  test('a selection of any size is sent whole, lot by lot', async () => {
    const items = Array.from({ length: 1203 }, (_, index) => ({ field_191: `Topic ${index}`, parent_item_id: 1 }));
    await world().data('insert', { entity_id: 24, items });
    const rows = await world().rows(24);
    expect(rows.map((row) => row['191'])).toEqual(items.map((item) => item.field_191));
    expect(await world().rows(24, { limit: 600 })).toHaveLength(600);
    expect(await world().rows(24, { limit: 500 })).toHaveLength(500);
  });
  test('69: Cyrillic comes back as it was, in both encodings', async () => {
    const title = 'Проект «Ёлка» & <b>';
    const ids = [idOf(await world().form('insert', { entity_id: 21, items: { field_158: title } })), idOf(await world().call('insert', { entity_id: 21, items: { field_158: title } }))];
    expect(names(await world().rows(21, { filters: { id: ids } }))).toEqual([title, title]);
  });
});

onEveryEngine('checks 49 to 55 of the Rukovoditel contract, files and comments', (current) => {
  const world = (): World => current();
  beforeAll(() => fill(world()));
  const files = async (): Promise<string | undefined> => (await world().rows(21, { filters: { id: 1 } }))[0]?.['162'];
  const write = (value: unknown): Promise<Reply> => world().call('update', { entity_id: 21, update_by_field: { id: 1 }, data: { field_162: value } });
  const download = (members: object = {}): Promise<unknown> => world().data('download_attachment', { entity_id: 21, item_id: 1, field_id: 162, ...members });

  test('49, 52: a file is written, named without commas and spaces, and read back', async () => {
    expectGood(await write([{ name: 'my plan, v1.txt', content: 'SGk=' }]));
    expect(await files()).toBe('my_plan__v1.txt');
    expect(await download()).toEqual({ filename: 'my_plan__v1.txt', content: 'SGk=' });
    expect(await download({ field_id: 'field_162', item_id: '1' })).toEqual({ filename: 'my_plan__v1.txt', content: 'SGk=' });
  });
  test('50, 51: the list replaces all, a name without content keeps its file; several are one archive', async () => {
    expectGood(await write([{ name: 'my_plan__v1.txt' }, { name: 'b.txt', content: 'data:text/plain;base64,Qg==' }]));
    expect(await files()).toBe('my_plan__v1.txt,b.txt');
    expect(await download({ filename: 'my_plan__v1.txt' })).toEqual({ filename: 'my_plan__v1.txt', content: 'SGk=' });
    const archive = (await download()) as { filename: string; content: string };
    const bytes = Buffer.from(archive.content, 'base64');
    expect(archive.filename).toBe('21-1-162.zip');
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(bytes.toString('latin1')).toContain('my_plan__v1.txtHi');
    expect(bytes.toString('latin1')).toContain('b.txtB');
    expectGood(await write('b.txt'));
    expect(await files()).toBe('b.txt');
  });
  test('a bad content and a type that is refused write nothing', async () => {
    expectBad(await write([{ name: 'c.txt', content: '***' }]), 'Invalid file content: c.txt');
    expectBad(await write([{ name: 'c.php', content: 'SGk=' }]));
    expect(await files()).toBe('b.txt');
  });
  test('53, 54: a field of files is cleared by its own action, and by an empty list', async () => {
    expectGood(await world().call('delete_attachment', { entity_id: 21, item_id: 1, field_id: 162 }), { id: '1' });
    expect([await files(), await download()]).toEqual(['', { filename: '', content: '' }]);
    expectGood(await write([{ name: 'd.txt', content: 'RA==' }]));
    expectGood(await write([]));
    expect(await files()).toBe('');
  });
  test('55: comments add up a number, and are the caller’s', async () => {
    const comment = { entity_id: 22, item_id: 1, comment_description: 'Worked on it<script>x</script>', comment_fields: { field_174: '1.5', field_168: 'not on the form' } };
    expectGood(await world().form('insert_comment', comment, 'mia'), { id: expect.stringMatching(/^\d+$/u) });
    expectGood(await world().call('insert_comment', comment, 'mia'));
    expect(await world().rows(22, { filters: { id: 1 } })).toMatchObject([{ 174: '3', 168: 'Draw' }]);
    const comments = await world().store.sql('SELECT text, created_by FROM e_comment ORDER BY id');
    expect(comments).toEqual([{ text: 'Worked on it', created_by: 2 }, { text: 'Worked on it', created_by: 2 }]);
    expectBad(await world().call('insert_comment', { entity_id: 22, item_id: 1 }), 'None of the fields are not filled');
    expectBad(await world().call('insert_comment', { entity_id: 22, item_id: 999, comment_description: 'x' }), 'Record Not Found');
  });
});

onEveryEngine('checks 56 to 67 of the Rukovoditel contract, rights', (current) => {
  const world = (): World => current();
  beforeAll(() => fill(world()));

  test('56, 57: a group without a right is refused, one with assigned records sees those', async () => {
    expectBad(await world().call('select', { entity_id: 22 }, 'cli'), "You don't have access");
    expectGood(await world().call('select', { entity_id: 21 }, 'cli'), []);
    await world().data('update', { entity_id: 21, update_by_field: { id: 1 }, data: { field_161: '3,4' } });
    expect(names(await world().rows(21, {}, 'cli'))).toEqual(['Alpha']);
    expect((await world().call('select', { entity_id: 21, rows_per_page: 10 }, 'cli')).json).toMatchObject({ number_of_rows: 1 });
  });
  test('58, 59: the parent limits what lies in it', async () => {
    expect(names(await world().rows(21, {}, 'dev'))).toEqual(['Alpha']);
    expect(names(await world().rows(22, {}, 'dev'))).toEqual(['Draw', 'Build']);
    expectGood(await world().call('select', { entity_id: 22, filters: { id: 3 } }, 'dev'), []);
    expectGood(await world().call('update', { entity_id: 22, update_by_field: { id: 3 }, data: { field_168: 'Mine' } }, 'dev'), { id: '' });
    expectBad(await world().call('insert', { entity_id: 22, items: { field_168: 'Smuggled', parent_item_id: 2 } }, 'dev'), 'Record Not Found');
  });
  test('60, 61: what a group may not do is refused', async () => {
    expectBad(await world().call('delete', { entity_id: 22, delete_by_field: { id: 1 } }, 'dev'), "You don't have access");
    expectBad(await world().call('insert', { entity_id: 1, items: { username: 'x', email: 'x@example.test' } }, 'mia'), "You don't have access");
    expectBad(await world().call('select', { entity_id: 1 }, 'mia'), "You don't have access");
  });
  test('66: a hidden field is not there, and what is written to it is dropped', async () => {
    const manager = (await world().crm.directory()).roles.find(({ code }) => code === 'manager');
    await setEntityRight(world().crm, await world().context('root'), { role: manager?.id ?? 0, entity: 'projects', read: 'all', create: true, update: 'all', delete: 'all', comment: 'own', hidden: ['description'], fixed: [] });
    await world().data('update', { entity_id: 21, update_by_field: { id: 1 }, data: { field_160: 'Secret' } });
    const [row] = await world().rows(21, { filters: { id: 1 } }, 'mia');
    expect(Object.keys(row ?? {})).not.toContain('160');
    expect(Object.keys((await world().rows(21, { filters: { id: 1 }, select_fields: '158,160' }, 'mia'))[0] ?? {})).not.toContain('160');
    expectBad(await world().call('select', { entity_id: 21, filters: { 160: 'Secret' } }, 'mia'), 'field_160 not exist in entity 21');
    expectGood(await world().call('update', { entity_id: 21, update_by_field: { id: 1 }, data: { field_160: 'Overwritten' } }, 'mia'), { id: '1' });
    expect(await world().rows(21, { filters: { id: 1 } })).toMatchObject([{ 160: 'Secret' }]);
  });
  test('67: a state takes the right to update', async () => {
    const directory = await world().crm.directory();
    const developer = directory.roles.find(({ code }) => code === 'developer');
    const closed = directory.dictionary('option').items.find((item) => item['number'] === 50);
    await setStateRule(world().crm, await world().context('root'), { entity: 'tasks', field: 'status', options: [closed?.id ?? 0], roles: [developer?.id ?? 0], update: false, delete: false, fixed: [] });
    expectGood(await world().call('update', { entity_id: 22, update_by_field: { id: 1 }, data: { field_172: 'Open still' } }, 'dev'), { id: '1' });
    await world().data('update', { entity_id: 22, update_by_field: { id: 1 }, data: { field_169: 50 } });
    expectGood(await world().call('update', { entity_id: 22, update_by_field: { id: 1 }, data: { field_172: 'Closed' } }, 'dev'), { id: '' });
    expect(await world().rows(22, { filters: { id: 1 } })).toMatchObject([{ 172: 'Open still' }]);
  });
});

onEveryEngine('the samples of the documentation', (current) => {
  const world = (): World => current();
  beforeAll(async () => {
    await fill(world());
    await forcePassword(world().crm, 'root', 'admin', 'admin');
  });
  const url = '/rukovoditel/product_3.6/api/rest.php';

  test('the first one, as PHP sends it', async () => {
    const params = { key: KEY, username: 'admin', password: 'admin', action: 'select', entity_id: 21 };
    const reply = await world().send(buildQuery(params), 'application/x-www-form-urlencoded', { url });
    expectGood(reply);
    expect(reply.json.data).toHaveLength(2);
  });
  test('the second one, JSON with tabs and line breaks', async () => {
    const text = `\n\t{\n    "key": "${KEY}",\n    "username": "admin",\n    "password": "admin",\n    "action": "select",\n    "entity_id": 21\n\t}\n`;
    const reply = await world().send(text, 'application/json', { url });
    expectGood(reply);
    expect(reply.json.data).toHaveLength(2);
    expect((await world().send(text.replace('21', '34'), 'application/json', { url })).text).toBe('{"status":"error","error_code":"","error_message":"entity 34 not exist"}');
  });
});
