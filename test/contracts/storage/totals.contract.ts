import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { text } from '../../../src/core/metadata/field-drafts.ts';
import { EVERYTHING, type Filter } from '../../../src/core/query/filter.ts';
import type { Storage } from '../../../src/core/storage.ts';
import type { Engine } from '../../engines.ts';
import { openThings, THING, thingsOf, write, type Things } from './things.ts';

const RED: Filter = { kind: 'equals', field: 'kind', value: 'red' };
const BLUE: Filter = { kind: 'equals', field: 'kind', value: 'blue' };
const FOUND: Filter = { kind: 'search', needles: ['ромашка'] };
const WATCHED = [EVERYTHING, RED, BLUE, FOUND, { kind: 'not', filter: RED }, { kind: 'range', field: 'count', from: { value: 2, inclusive: true } }] as const satisfies readonly Filter[];

const PAGE = 300;

interface Told {
  readonly total: number;
  readonly page: readonly number[];
}

/** Totals: remembered, and yet always what counting would give. */
export function describeTotalsContract(engine: Engine): void {
  describe('totals', () => {
    let things: Things;
    const total = (filter: Filter, storage: Storage = things.storage): Promise<number> => storage.countRecords('thing', filter);
    /** What the storage tells of each selection watched, its size and its first page, and what there is. */
    const told = (storage: Storage = things.storage): Promise<readonly Told[]> => Promise.all(WATCHED.map(async (filter) => {
      const total = await storage.countRecords('thing', filter);
      const records = await storage.findRecords({ entity: 'thing', filter, total, sort: { field: 'id', descending: true }, offset: 0, limit: PAGE });
      return { total, page: records.map(({ id }) => id) };
    }));
    const truth = (): Promise<readonly Told[]> => Promise.all(WATCHED.map(async (filter) => {
      const ids = await things.ids(filter);
      return { total: ids.length, page: ids.toSorted((left, right) => right - left).slice(0, PAGE) };
    }));

    beforeAll(async () => {
      things = await openThings(engine);
      await things.add({ name: 'Ромашка', kind: 'red', count: 1 }, { name: 'Лютик', kind: 'blue', count: 5 });
      await told();
    });
    afterAll(() => things.store.dispose());

    test('of what is larger than any number are not those of what is empty', async () => {
      const counts = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map((value) => total({ kind: 'equals', field: 'price', value }));
      expect(await Promise.all(counts)).toEqual([0, 0, 0]);
      expect(await total({ kind: 'equals', field: 'price', value: null })).toBe((await things.ids(EVERYTHING)).length);
    });

    test('stay true of records that are written without a change, which no reader hears of', async () => {
      const [id = 0] = await things.add({ name: 'Ромашка третья', kind: 'red', count: 3 });
      const before = await told();
      const record = await things.read(id);
      await write(things.storage, (draft) => draft.derive('thing', record, {}, ['count']));
      expect(await told()).toEqual(before);
      await things.update(id, { kind: 'blue', count: 1 });
      expect(await told()).toEqual(await truth());
      await things.purge(id);
      expect(await told()).toEqual(await truth());
    });

    test('and pages of a small selection are true in every order, part by part, and with other fields', async () => {
      const added = await things.add(...Array.from({ length: 7 }, (_, at) => ({ name: `ромашка ${at}`, kind: 'green', count: 10 - at })));
      const filter: Filter = { kind: 'and', filters: [FOUND, { kind: 'equals', field: 'kind', value: 'green' }] };
      const page = async (field: string, descending: boolean, offset = 0, limit = 100): Promise<readonly number[]> => {
        const count = await total(filter);
        const records = await things.storage.findRecords({ entity: 'thing', filter, total: count, sort: { field, descending }, offset, limit, fields: ['name'] });
        expect(records.every((record) => String(record['name']).startsWith('ромашка') && record['kind'] === undefined)).toBe(true);
        return records.map(({ id }) => id);
      };
      for (let round = 0; round < 2; round++) {
        for (const field of ['id', 'created_at', 'name']) {
          expect(await page(field, false)).toEqual(added);
          expect(await page(field, true)).toEqual(added.toReversed());
        }
        expect(await page('count', false)).toEqual(added.toReversed());
        expect(await page('id', false, 2, 3)).toEqual(added.slice(2, 5));
        expect(await page('id', false, 100)).toEqual([]);
      }
      for (const id of added) await things.purge(id);
      expect(await page('id', false)).toEqual([]);
    });

    test('follow a record in, out of a selection, away, back, and away for good', async () => {
      const before = await total(RED);
      const [id = 0] = await things.add({ name: 'путник', kind: 'red' });
      expect(await total(RED)).toBe(before + 1);
      await things.update(id, { note: 'не о том' });
      expect(await total(RED)).toBe(before + 1);
      await things.update(id, { kind: 'blue', name: 'Ромашка вторая' });
      expect(await total(RED)).toBe(before);
      expect(await told()).toEqual(await truth());
      await things.update(id, { kind: 'red' });
      await things.remove(id);
      expect(await total(RED)).toBe(before);
      await things.update(id, { deleted_at: null });
      expect(await total(RED)).toBe(before + 1);
      await things.remove(id);
      await things.purge(id);
      expect(await total(RED)).toBe(before);
      expect(await told()).toEqual(await truth());
    });

    test('count a record that came, changed and went between two questions', async () => {
      expect(await told()).toEqual(await truth());
      const [id = 0, kept = 0] = await things.add({ name: 'а', kind: 'red' }, { name: 'б', kind: 'blue' });
      await things.update(id, { kind: 'blue' });
      await things.update(id, { kind: 'red' });
      await things.remove(id);
      await things.purge(id);
      await things.update(kept, { kind: 'red', count: 9 });
      expect(await told()).toEqual(await truth());
    });

    test('know at once what another opening of the store wrote', async () => {
      const other = thingsOf(await things.store.openAnother());
      expect(await told(other.storage)).toEqual(await truth());
      const before = await total(RED);
      const [id = 0] = await other.add({ name: 'чужой', kind: 'red' });
      expect(await total(RED)).toBe(before + 1);
      expect(await total(RED, other.storage)).toBe(before + 1);
      await things.remove(id);
      expect(await total(RED, other.storage)).toBe(before);
    });

    test('stay true while many write in both openings and others ask', async () => {
      const other = thingsOf(await things.store.openAnother());
      const kinds = ['red', 'green', 'blue'];
      const worker = async (number: number): Promise<void> => {
        const mine = number % 2 === 0 ? things : other;
        for (let step = 0; step < 12; step++) {
          const added = await mine.add({ name: `ромашка ${number}-${step}`, kind: kinds[(number + step) % 3] ?? null, count: step });
          const [id = 0] = added;
          if (step % 3 === 1) await mine.update(id, { kind: kinds[step % 2] ?? null, name: 'иное' });
          if (step % 4 === 2) await mine.remove(id);
          const least = (await mine.ids(RED)).length;
          expect(await total(RED, mine.storage)).toBeGreaterThanOrEqual(least - 8 * 12);
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, number) => worker(number)));
      expect(await told()).toEqual(await truth());
      expect(await told(other.storage)).toEqual(await truth());
    });

    test('of writers that go back and forth on one record are right', async () => {
      const [id = 0] = await things.add({ name: 'маятник', kind: 'red' });
      await Promise.all(Array.from({ length: 24 }, (_, at) => things.update(id, { kind: at % 2 === 0 ? 'blue' : 'red', count: at })));
      expect(await told()).toEqual(await truth());
    });

    test('stay true when the entity gets another field, and when the search looks elsewhere', async () => {
      await told();
      await things.storage.saveEntities([{ ...THING, fields: [...THING.fields, text('colour', 'Цвет', 'Colour')] }]);
      await things.add({ name: 'Ромашка выросла', kind: 'red', count: 9, colour: 'белый' }, { name: 'Клевер', note: 'ромашка', kind: 'blue' });
      expect(await told()).toEqual(await truth());
      await things.storage.saveEntities([{ ...THING, fields: [...THING.fields, text('colour', 'Цвет', 'Colour')], searched: ['name', 'phones', 'emails', 'sites'] }]);
      expect(await told()).toEqual(await truth());
    });

    test('stay true over more changes than are followed', async () => {
      expect(await told()).toEqual(await truth());
      for (let round = 0; round < 11; round++) {
        const outcome = await write(things.storage, (draft) => {
          for (let at = 0; at < 480; at++) draft.insert('thing', { name: `т${round}-${at}`, kind: at % 2 === 0 ? 'red' : 'green', count: at % 4 });
        });
        expect(outcome.done).toBe(true);
      }
      expect(await told()).toEqual(await truth());
      await write(things.storage, (draft) => { for (let at = 0; at < 480; at++) draft.insert('thing', { name: `ещё ${at}`, kind: 'blue' }); });
      expect(await told()).toEqual(await truth());
      await things.add({ name: 'ещё одна ромашка', kind: 'red' });
      expect(await told()).toEqual(await truth());
    });
  });
}
