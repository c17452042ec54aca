import { beforeAll, expect, test } from 'vitest';
import { design, type Designed } from '../../../test/rukovoditel/designed.ts';
import { onEveryEngine, PASSWORDS, type Reply, type World } from '../../../test/rukovoditel/world.ts';

const CALLS = 64;
const together = <T>(call: (index: number) => Promise<T>, calls = CALLS): Promise<T[]> => Promise.all(Array.from({ length: calls }, (_, index) => call(index)));

onEveryEngine('64 calls at the same moment', (current) => {
  const world = (): World => current();
  let designed: Designed | undefined;
  const known = (): Designed => { if (designed === undefined) throw new Error('not made yet'); return designed; };
  const key = (name: string): string => `field_${known().field(name)}`;
  const rows = (filters: object = {}): Promise<readonly Record<string, string>[]> => world().rows(known().number, { filters });
  const idOf = ({ json }: Reply): string => (json.data as { readonly id: string }).id;

  beforeAll(async () => {
    designed = await design(world(), 'orders', [
      { name: 'code', type: 'text', unique: 'all' }, { name: 'tags', type: 'options', settings: { open: true } }, { name: 'row', type: 'counter' }, { name: 'hours', type: 'decimal', settings: { additive: true } },
      ...Array.from({ length: 8 }, (_, index) => ({ name: `part_${index}`, type: 'text' as const })),
    ], { commented: true });
    // The first call of each computes a hash; the others remember it.
    await world().call('login');
    await world().call('login', {}, 'mia');
  });

  test('identical inserts with a unique field make one record; the others say so and give no id', async () => {
    const replies = await together(() => world().call('insert', { entity_id: known().number, items: { [key('name')]: 'Order', [key('code')]: 'A-1' } }));
    const [made, ...more] = replies.filter((reply) => idOf(reply) !== '');
    expect(more).toEqual([]);
    expect(made?.json).toEqual({ status: 'success', data: { id: expect.stringMatching(/^\d+$/u) } });
    expect(replies.filter((reply) => reply !== made).map(({ json }) => json)).toEqual(Array.from({ length: CALLS - 1 }, () => ({ status: 'success', data: { id: '' }, unique_fields_warning: [key('code')] })));
    expect((await rows({ [key('code')]: 'a-1' })).map(({ id }) => id)).toEqual([made === undefined ? '' : idOf(made)]);
  });

  test('of a batch that repeats a value the first is made, the others are passed over', async () => {
    const reply = await world().call('insert', { entity_id: known().number, items: ['B-1', 'b-1', 'B-2'].map((code) => ({ [key('name')]: code, [key('code')]: code })) });
    expect(reply.json).toEqual({ status: 'success', data: { id: expect.stringMatching(/^\d+,\d+$/u) }, unique_fields_warning: [key('code')] });
    expect((await rows({ id: idOf(reply) })).map((row) => row[String(known().field('name'))])).toEqual(['B-1', 'B-2']);
  });

  test('users of one name are registered once', async () => {
    const replies = await together((index) => world().call('insert', { entity_id: 1, items: { username: index % 2 === 0 ? 'twin' : 'TWIN', email: `twin${index}@example.test` } }), 16);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(replies.filter(({ status }) => status !== 200).map(({ json }) => json.error_message))).toEqual(new Set(['Username already exist!']));
    expect(await world().rows(1, { filters: { 12: 'twin' } })).toHaveLength(1);
  });

  test('updates of different fields of one record lose nothing', async () => {
    const id = await world().insert(known().number, { [key('name')]: 'Changed by all' });
    const replies = await together((index) => world().call('update', { entity_id: known().number, update_by_field: { id }, data: { [key(`part_${index % 8}`)]: `value ${index % 8}` } }));
    expect(replies.map(idOf)).toEqual(Array.from({ length: CALLS }, () => id));
    const [row] = await rows({ id });
    expect(Array.from({ length: 8 }, (_, index) => row?.[String(known().field(`part_${index}`))])).toEqual(Array.from({ length: 8 }, (_, index) => `value ${index}`));
  });

  test('one new tag in all of them becomes one choice', async () => {
    const replies = await together((index) => world().call('insert', { entity_id: known().number, items: { [key('name')]: 'Tagged', [key('tags')]: index % 2 === 0 ? '#Срочно' : '#срочно' } }));
    expect(replies.filter(({ json }) => json.status !== 'success')).toEqual([]);
    const choices = (await world().data('get_field_choices', { entity_id: known().number, field_id: known().field('tags') })) as readonly Record<string, string>[];
    expect(choices).toHaveLength(1);
    // The choice is the value of the very call that made it.
    expect(await rows({ [key('tags')]: choices[0]?.['id'] })).toHaveLength(CALLS);
  });

  test('numbers of a row are given once each', async () => {
    const ids = await together(() => world().insert(known().number, { [key('name')]: 'Numbered' }));
    const numbers = (await rows({ id: ids })).map((row) => row[String(known().field('row'))]);
    expect(new Set(numbers).size).toBe(CALLS);
  });

  test('parts that comments bring add up, none is lost', async () => {
    const id = await world().insert(known().number, { [key('name')]: 'Worked on' });
    await together(() => world().call('insert_comment', { entity_id: known().number, item_id: id, comment_fields: { [key('hours')]: '0.1' } }), 32);
    expect(await rows({ id })).toMatchObject([{ [known().field('hours')]: '3.2' }]);
    expect(await world().store.sql(`SELECT count(*) AS size FROM e_comment WHERE entity = 'orders' AND record = ${id}`)).toEqual([{ size: 32 }]);
  });

  test('files added by name at the same moment leave one whole list, not a mixture', async () => {
    const id = await world().insert(21, { field_158: 'Files' });
    await together((index) => world().call('update', { entity_id: 21, update_by_field: { id }, data: { field_162: [{ name: `a${index}.txt`, content: 'SGk=' }, { name: `b${index}.txt`, content: 'SGk=' }] } }), 16);
    const [row] = await world().rows(21, { filters: { id } });
    expect(row?.['162']).toMatch(/^a(\d+)\.txt,b\1\.txt$/u);
  });

  test('a password that is changed in the middle opens nothing afterwards', async () => {
    const calls = together(() => world().call('login', {}, 'mia'));
    expect((await world().call('change_user_password', { new_password: 'the-new-password' }, 'mia')).json).toEqual({ status: 'success', data: { id: '2' } });
    const [late] = await Promise.all([together(() => world().call('login', {}, 'mia'), 4), calls]);
    expect(late.map(({ json }) => json.error_message)).toEqual(Array.from({ length: 4 }, () => 'No match for Username and/or Password.'));
    expect((await world().call('login', { password: 'the-new-password' }, 'mia')).status).toBe(200);
    await world().data('update', { entity_id: 1, update_by_field: { id: 2 }, data: { password: PASSWORDS.mia } });
  });

  test('reads beside the writes answer every time, and nothing was a fault of ours', async () => {
    const replies = await together((index) => (index % 2 === 0 ? world().call('select', { entity_id: known().number, rows_per_page: 5 }) : world().call('insert', { entity_id: known().number, items: { [key('name')]: 'Beside' } })));
    expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
    expect(world().faults).toEqual([]);
  });
});
