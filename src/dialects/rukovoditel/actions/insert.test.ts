import { beforeAll, expect, test } from 'vitest';
import { onEveryEngine, type World } from '../../../../test/rukovoditel/world.ts';

onEveryEngine('insert', (current) => {
  const world = (): World => current();
  beforeAll(async () => { await world().insert(21, { field_158: 'Alpha' }); });
  const insert = async (items: unknown, entity = 21, login: 'root' | 'mia' = 'root'): Promise<readonly Record<string, string>[]> => {
    const { id } = (await world().data('insert', { entity_id: entity, items }, login)) as { readonly id: string };
    return world().rows(entity, { filters: { id } });
  };

  test('items that are none are asked for, one that is no map is named', async () => {
    for (const items of [undefined, '', null, 'x', 5, []]) await expect(insert(items)).rejects.toThrow('items is required');
    await expect(insert([{ field_158: 'x' }, 'y'])).rejects.toThrow('items[1] is required');
    expect(await world().rows(21)).toHaveLength(1);
  });

  test('a value that does not fit is refused under the number of its field, all of them at once', async () => {
    await expect(insert({ field_168: 'x'.repeat(251), field_171: 'none', field_173: '1e300', parent_item_id: 1 }, 22)).rejects.toThrow('field_168: the value is too long (250)');
    await expect(insert([{ field_168: 'fine' }, { field_168: 'a\0b' }], 22)).rejects.toThrow('items[1]: field_168: a character is not allowed');
    await expect(insert({ field_168: 'x', parent_item_id: 77 }, 22)).rejects.toThrow('Record Not Found');
    expect(await world().rows(22)).toEqual([]);
  });

  test('one map, a list, and a map of indices are told apart, bare numbers of fields too', async () => {
    for (const items of [{ 158: 'One' }, [{ 158: 'One' }], { 0: { field_158: 'One' } }, { 3: { 158: 'One' } }]) expect(await insert(items)).toMatchObject([{ 158: 'One' }]);
    expect(await insert({ 162: [{ name: 'a.txt', content: 'SGk=' }] })).toMatchObject([{ 158: '', 162: 'a.txt' }]);
    expect(await insert([{ 158: 'One' }, { 158: 'Two' }])).toMatchObject([{ 158: 'One' }, { 158: 'Two' }]);
  });

  test('required fields are not asked for, and keys that mean nothing are passed over', async () => {
    expect(await insert({ foo: 'x', id: 99, date_updated: 'x' })).toMatchObject([{ id: expect.not.stringMatching(/^99$/u), 158: '', date_updated: '' }]);
  });

  test('only an administrator says when a record was made; an author that is not there is the caller', async () => {
    expect(await insert({ 158: 'Old', date_added: '2020-02-03 04:05', created_by: 999 })).toMatchObject([{ date_added: '02/03/2020 04:05', created_by: 'Anna Petrova' }]);
    expect(await insert({ 158: 'New', date_added: '2020-02-03 04:05' }, 21, 'mia')).toMatchObject([{ date_added: '05/15/2024 12:00', created_by: 'Mia Stone' }]);
  });

  test('a record without a parent lies at the top', async () => {
    expect(await insert([{ 168: 'x' }, { 168: 'y', parent_item_id: '0' }, { 168: 'z', parent_item_id: '1' }], 22)).toMatchObject([{ parent_item_id: '0' }, { parent_item_id: '0' }, { parent_item_id: '1' }]);
  });

  test('nothing of all this was a fault of ours', () => expect(world().faults).toEqual([]));
});
