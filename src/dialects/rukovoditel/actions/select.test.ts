import { beforeAll, expect, test } from 'vitest';
import { onEveryEngine, type World } from '../../../../test/rukovoditel/world.ts';

/** More than two lots of a select without paging. */
const MANY = 1205;

onEveryEngine('select and the rows that update and delete name', (current) => {
  const world = (): World => current();
  const ids = (rows: readonly Record<string, string>[]): readonly (string | undefined)[] => rows.map(({ id }) => id);
  beforeAll(async () => {
    await world().insert(21, { field_158: 'Alpha', field_161: 3 });
    await world().insert(22, Array.from({ length: MANY }, (_, index) => ({ parent_item_id: 1, field_168: `Task ${index + 1}`, field_173: index % 10, created_by: index % 2 === 0 ? 3 : 1 })));
  });

  test('what is not there is named: entity, field, report', async () => {
    const message = async (members: object): Promise<string | undefined> => (await world().call('select', members)).json.error_message;
    expect(await message({ entity_id: 21, select_fields: '158,168' })).toBe('field_168 not exist in entity 21');
    expect(await message({ entity_id: '21x' })).toBe('entity 21x not exist');
    expect(await message({ entity_id: 21, reports_id: 999 })).toBe('report 999 not exist in entity 21');
  });

  test('a word that is no field id is passed over, a field asked for twice comes once', async () => {
    const { text } = await world().call('select', { entity_id: 21, select_fields: 'foo, 158 ,field_158' });
    expect(text.match(/"158"/gu)).toHaveLength(1);
    expect(text).not.toContain('"156"');
  });

  test('reserved fields come under their numbers when they are asked for, the parent by its heading', async () => {
    const [row] = await world().rows(22, { filters: { id: 1 }, select_fields: '164,165,166,198,204,163' });
    expect(row).toEqual({ id: '1', parent_item_id: '1', date_added: '05/15/2024 12:00', date_updated: '', created_by: 'Dmitry Orlov', 164: '1', 165: '05/15/2024 12:00', 166: 'Dmitry Orlov', 198: 'Alpha', 204: '' });
  });

  test('all rows come, however many, oldest first; a limit cuts them', async () => {
    const all = Array.from({ length: MANY }, (_, index) => String(index + 1));
    expect(ids(await world().rows(22, { select_fields: 168 }))).toEqual(all);
    expect(ids(await world().rows(22, { select_fields: 168, limit: 501 }))).toEqual(all.slice(0, 501));
    expect(ids(await world().rows(22, { reports_id: 61, select_fields: 168, parent_item_id: '1' }))).toEqual(all);
    expect(await world().rows(22, { parent_item_id: 0 })).toEqual([]);
  });

  test('what is sent for a page, a size or a limit and is no number means none', async () => {
    const { json } = await world().call('select', { entity_id: 21, rows_per_page: 'x', page: -1, limit: [] });
    expect(json).toEqual({ status: 'success', data: [expect.objectContaining({ id: '1' })] });
    expect((await world().call('select', { entity_id: 21, rows_per_page: 5, page: '9007199254740991' })).json).toMatchObject({ page: 9_007_199_254_740_991, number_of_rows: 1, number_of_pages: 1, data: [] });
  });

  test('an update reaches every row that is named, in more lots than one', async () => {
    const data = (await world().data('update', { entity_id: 22, update_by_field: { parent_item_id: 1 }, data: { field_172: 'done' } })) as { readonly id: string };
    expect(data.id.split(',')).toHaveLength(MANY);
    expect((await world().call('select', { entity_id: 22, filters: { 172: 'done' }, rows_per_page: 1 })).json['number_of_rows']).toBe(MANY);
  });

  test('a deletion names its rows by the stored value, and an operator is none', async () => {
    expect(await world().data('delete', { entity_id: 22, delete_by_field: { id: '>1200' } })).toEqual({ id: '' });
    expect(await world().data('delete', { entity_id: 22, delete_by_field: { field_168: 'task 7', id: '7,8' } })).toEqual({ id: '7' });
    expect(await world().rows(22, { filters: { id: '7,8' } })).toMatchObject([{ id: '8' }]);
  });

  test('files of one name lie in the archive under a number', async () => {
    const file = (name: string, content: string): object => ({ name, content: Buffer.from(content).toString('base64') });
    await world().data('update', { entity_id: 21, update_by_field: { id: 1 }, data: { field_162: [file('a.txt', 'one'), file('a.txt', 'two'), file('b', '')] } });
    const { content } = (await world().data('download_attachment', { entity_id: 21, item_id: 1, field_id: 162 })) as { readonly content: string };
    const archive = Buffer.from(content, 'base64').toString('latin1');
    expect([archive.includes('a.txtone'), archive.includes('a (2).txttwo')]).toEqual([true, true]);
    expect(await world().data('delete_attachment', { entity_id: 21, item_id: 1, field_id: 162, filename: 'b' })).toEqual({ id: '1' });
    expect(await world().rows(21)).toMatchObject([{ 162: 'a.txt,a.txt' }]);
    expect(world().faults).toEqual([]);
  });
});
