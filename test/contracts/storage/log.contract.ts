import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewId } from '../../../src/core/changes/change-set.ts';
import type { Draft } from '../../../src/core/changes/draft.ts';
import type { CrmRecord } from '../../../src/core/values.ts';
import type { Engine } from '../../engines.ts';
import type { Row } from '../../../src/storage/sql/statement.ts';
import { openThings, write, type Things } from './things.ts';

/** The change log and the outbox: every change once, with what was and what is; events with the write they tell of. */
export function describeLogContract(engine: Engine): void {
  describe('change log and outbox', () => {
    let things: Things;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());

    const logOf = (id: number): Promise<readonly Row[]> => things.store.sql(`SELECT at, actor_id, face, key_id, action, before, after FROM change_log WHERE entity = 'thing' AND record_id = ${id} ORDER BY id`);
    const json = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

    test('tell each change once, with the values before and after', async () => {
      const [id = 0] = await things.add({ name: 'первая', count: 1, phones: ['1', '2'] });
      await things.update(id, { name: 'вторая', phones: null });
      await things.remove(id);
      await things.purge(id);
      const rows = await logOf(id);
      expect(rows.map((row) => [row['action'], json(row['before']), json(row['after'])])).toEqual([
        ['insert', null, { created_at: 1_700_000_000_000, created_by: 7, name: 'первая', count: 1, phones: ['1', '2'] }],
        ['update', { name: 'первая', phones: ['1', '2'], updated_at: null, updated_by: null }, { name: 'вторая', phones: null, updated_at: 1_700_000_000_000, updated_by: 7 }],
        ['update', { deleted_at: null, updated_by: 7 }, { deleted_at: 1_700_000_000_000, updated_by: 7 }],
        ['purge', expect.objectContaining({ id, name: 'вторая', count: 1, version: 3 }), null],
      ]);
      expect(rows.every((row) => row['at'] === 1_700_000_000_000 && row['actor_id'] === 7 && row['face'] === 'test' && row['key_id'] === null)).toBe(true);
    });

    test('tell nothing of a change that leaves all as it was, but of one that derives anew', async () => {
      const [id = 0] = await things.add({ name: 'постоянная', count: 1 });
      const touch = async (fields: readonly string[]): Promise<unknown> => {
        const record = await things.read(id);
        return write(things.storage, (draft) => draft.derive('thing', record, {}, fields));
      };
      const stale = await things.read(id);
      expect(await touch(['count', 'amount'])).toMatchObject({ done: true });
      expect(await write(things.storage, (draft) => draft.update('thing', stale, { count: 2 }))).toEqual({ done: false, reason: 'conflict' });
      expect(await things.read(id)).toEqual({ ...stale, version: stale.version + 1 });
      expect((await logOf(id)).map((row) => row['action'])).toEqual(['insert']);
      for (const derived of ['name', 'note', 'phones', 'team']) await touch([derived]);
      await touch(['count', 'team']);
      expect((await logOf(id)).map((row) => row['action'])).toEqual(['insert', 'update', 'update', 'update', 'update', 'update']);
    });

    test('never hold a secret', async () => {
      const told = (draft: Draft, id: NewId | number) => draft.event({ name: 'thing.told', entity: 'thing', id, data: {} });
      const outcome = await write(things.storage, (draft) => told(draft, draft.insert('thing', { name: 'хранитель', secret: 'сезам' })));
      const [id = 0] = outcome.done ? outcome.ids : [];
      for (const change of [
        (draft: Draft, record: CrmRecord) => draft.update('thing', record, { name: 'другой', secret: 'откройся' }),
        (draft: Draft, record: CrmRecord) => draft.update('thing', record, { secret: null }),
        (draft: Draft, record: CrmRecord) => draft.update('thing', record, { secret: 'закройся' }),
        (draft: Draft, record: CrmRecord) => draft.remove('thing', record),
        (draft: Draft, record: CrmRecord) => draft.purge('thing', record),
      ]) {
        const record = await things.read(id);
        await write(things.storage, (draft) => {
          change(draft, record);
          told(draft, id);
        });
      }
      const events = await things.store.sql(`SELECT data FROM outbox WHERE name = 'thing.told' AND record_id = ${id} ORDER BY id`);
      expect(events).toHaveLength(6);
      expect(JSON.stringify(events)).toContain('другой');
      expect(JSON.stringify([await logOf(id), events])).not.toMatch(/сезам|откройся|закройся|secret/u);
    });

    test('hold an event exactly when the write it tells of was made', async () => {
      const [id = 0] = await things.add({ name: 'событие' });
      const record = await things.read(id);
      const change = () => write(things.storage, (draft) => {
        draft.update('thing', record, { count: 3 });
        draft.event({ name: 'thing.updated', entity: 'thing', id, data: { fields: ['count'], 'кавычка"': '\\' } });
      });
      expect(await change()).toMatchObject({ done: true });
      expect(await change()).toMatchObject({ done: false });
      const events = await things.store.sql(`SELECT at, name, entity, record_id, actor_id, face, key_id, data FROM outbox WHERE record_id = ${id}`);
      expect(events.map((event) => ({ ...event, data: json(event['data']) }))).toEqual([{
        at: 1_700_000_000_000, name: 'thing.updated', entity: 'thing', record_id: id, actor_id: 7, face: 'test', key_id: null,
        data: {
          facts: { fields: ['count'], 'кавычка"': '\\' },
          before: { count: null, updated_at: null, updated_by: null }, after: { count: 3, updated_at: 1_700_000_000_000, updated_by: 7 }, owner: null,
        },
      }]);
    });

    test('number the changes of parallel writers without loss', async () => {
      const [id = 0] = await things.add({ name: 'счётчик', count: 0 });
      await Promise.all(Array.from({ length: 16 }, (_, at) => things.update(id, { count: at + 1 })));
      const updates = (await logOf(id)).filter((row) => row['action'] === 'update').map((row) => [json(row['before']), json(row['after'])] as [{ count: number }, { count: number }]);
      expect(updates).toHaveLength(16);
      // Each begins where the one before it ended.
      expect(updates.slice(1).map(([before]) => before.count)).toEqual(updates.slice(0, -1).map(([, after]) => after.count));
    });
  });
}
