import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../engines.ts';
import { openThings, write, type Things } from './things.ts';

/** Single records: written, read back, based on versions, put away and brought back. */
export function describeRecordsContract(engine: Engine): void {
  describe('records', () => {
    let things: Things;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());

    test('come back as they were written, every kind of field', async () => {
      const values = {
        name: `ООО «Ромашка» 😀 '"%_\\`, note: 'строка\nи\tещё', count: -5, amount: Number.MAX_SAFE_INTEGER, happened: 1_700_000_000_123, day: '2024-02-29',
        active: false, kind: 'red', owner: 3, phones: ['+7 (342) 254-55-77', 'доб. 107'], emails: ['A@Б.рф'], sites: [], payload: '{"a":{"slot":0}}',
        price: 0.1, labels: ['2', '1'], team: [], ticket: 5,
      };
      const [id = 0] = await things.add(values);
      expect(await things.read(id)).toEqual({
        id, version: 1, created_at: 1_700_000_000_000, created_by: 7, updated_at: null, updated_by: null, deleted_at: null, secret: null, ...values,
      });
    });

    test('under an id of the caller’s choosing are there, and ids given out later follow it', async () => {
      const [before = 0] = await things.add({ name: 'до' });
      expect((await write(things.storage, (draft) => draft.insertAs('thing', before + 50, { name: 'со своим номером' }))).done).toBe(true);
      expect((await things.read(before + 50))['name']).toBe('со своим номером');
      expect(await things.add({ name: 'после' })).toEqual([before + 51]);
      expect((await write(things.storage, (draft) => draft.insertAs('thing', before + 50, { name: 'ещё раз' }))).done).toBe(false);
    });

    test('take numbers from a row of their own, which goes on after one that was given', async () => {
      const ticketed = async (): Promise<number> => {
        const outcome = await write(things.storage, (draft) => draft.insert('thing', { name: 'с номером', ticket: draft.number('thing.ticket') }));
        const [, id = 0] = outcome.done ? outcome.ids.map((number, slot) => (slot === 1 ? number : 0)) : [];
        return Number((await things.read(id))['ticket']);
      };
      const first = await ticketed();
      expect(await ticketed()).toBe(first + 1);
      await things.add({ name: 'с данным номером', ticket: first + 40 });
      expect(await ticketed()).toBe(first + 41);
    });

    test('that do not exist read as nothing, whatever the number', async () => {
      for (const id of [0, -1, 999_999, 1.5, 2 ** 60, Number.NaN]) expect(await things.storage.readRecord('thing', id)).toBeUndefined();
    });

    test('are read in part by who asks for a part, whole by others of the same moment', async () => {
      const [id = 0] = await things.add({ name: 'Часть' });
      const part = ['name'];
      const [some, whole, again, none] = await Promise.all([part, undefined, part, []].map((fields) => things.storage.readRecord('thing', id, fields)));
      expect([some, again, none]).toEqual([{ id, version: 1, name: 'Часть' }, { id, version: 1, name: 'Часть' }, { id, version: 1 }]);
      expect(Object.keys(whole ?? {}).length).toBeGreaterThan(5);
      expect(await things.storage.readRecord('thing', 999_999, part)).toBeUndefined();
    });

    test('are read many at a time, each by who asked for it', async () => {
      const ids = await things.add({ name: 'а' }, { name: 'б' }, { name: 'в' });
      const asked = [...ids, ...ids.toReversed(), 888_888];
      const found = await Promise.all(asked.map((id) => things.storage.readRecord('thing', id)));
      expect(found.map((record) => record?.id)).toEqual([...ids, ...ids.toReversed(), undefined]);
    });

    test('grow a version with each change, and keep what the change does not name', async () => {
      const [id = 0] = await things.add({ name: 'до', count: 1 });
      await things.update(id, { name: 'после' });
      expect(await things.read(id)).toMatchObject({ version: 2, name: 'после', count: 1, updated_at: 1_700_000_000_000, updated_by: 7 });
    });

    test('refuse a change that is based on an older version, and stay as they are', async () => {
      const [id = 0] = await things.add({ name: 'первый' });
      const stale = await things.read(id);
      await things.update(id, { name: 'второй' });
      const outcome = await write(things.storage, (draft) => draft.update('thing', stale, { name: 'третий' }));
      expect(outcome).toEqual({ done: false, reason: 'conflict' });
      expect(await things.read(id)).toMatchObject({ version: 2, name: 'второй' });
    });

    test('of two changes based on one version one wins', async () => {
      const [id = 0] = await things.add({ name: 'спор' });
      const base = await things.read(id);
      const outcomes = await Promise.all(['а', 'б', 'в'].map((name) => write(things.storage, (draft) => draft.update('thing', base, { name }))));
      expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(1);
      expect(await things.read(id)).toMatchObject({ version: 2 });
    });

    test('that are deleted leave lists and totals but can be read and listed as deleted', async () => {
      const [id = 0] = await things.add({ name: 'уйдёт', count: 4242 });
      const filter = { kind: 'equals', field: 'count', value: 4242 } as const;
      expect(await things.storage.countRecords('thing', filter)).toBe(1);
      await things.remove(id);
      expect(await things.ids(filter)).toEqual([]);
      expect(await things.storage.countRecords('thing', filter)).toBe(0);
      expect(await things.read(id)).toMatchObject({ deleted_at: 1_700_000_000_000 });
      expect((await things.storage.findDeleted('thing', 10)).map((record) => record.id)).toContain(id);
    });

    test('come back when they are restored', async () => {
      const [id = 0] = await things.add({ name: 'вернётся', count: 4343 });
      await things.remove(id);
      await things.update(id, { deleted_at: null });
      expect(await things.ids({ kind: 'search', needles: ['вернется'] })).toEqual([id]);
    });

    test('that are purged are gone for good, and their ids are never given again', async () => {
      const [id = 0] = await things.add({ name: 'последний', phones: ['123'] });
      await things.remove(id);
      await things.purge(id);
      expect(await things.storage.readRecord('thing', id)).toBeUndefined();
      expect(await things.store.sql(`SELECT * FROM contact_point WHERE entity = 'thing' AND record_id = ${id}`)).toEqual([]);
      const [next = 0] = await things.add({ name: 'следующий' });
      expect(next).toBeGreaterThan(id);
    });

    test('keep their phones and e-mails where they can be looked up by', async () => {
      const [id = 0] = await things.add({ name: 'связь', phones: ['8 (342) 111-22-33', '+7 342 1112233'], emails: ['Info@Ёлка.рф'] });
      const points = (): Promise<readonly unknown[]> => things.store.sql(`SELECT kind, value FROM contact_point WHERE entity = 'thing' AND record_id = ${id} ORDER BY kind`);
      expect(await points()).toEqual([{ kind: 'email', value: 'info@елка.рф' }, { kind: 'phone', value: '3421112233' }]);
      await things.update(id, { phones: ['107'], emails: [] });
      expect(await points()).toEqual([{ kind: 'phone', value: '107' }]);
    });
  });
}
