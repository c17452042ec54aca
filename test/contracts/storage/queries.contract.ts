import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYTHING } from '../../../src/core/query/filter.ts';
import type { RecordQuery } from '../../../src/core/query/record-query.ts';
import type { Engine } from '../../engines.ts';
import { openThings, type Things } from './things.ts';

const NAMES = ['Яна', 'ёж', 'Дом 10', 'еж', 'дом 9', 'Ёлка', 'Ель', 'Дом 009а', 'abc', 'Zed', '«Кавычки»', '😀', '10', '9'];
/** Without case, `ё` beside `е`, numbers by value; Latin before Cyrillic, an emoji last. */
const IN_ORDER = ['9', '10', 'abc', 'Zed', '«Кавычки»', 'дом 9', 'Дом 009а', 'Дом 10', 'ёж', 'еж', 'Ёлка', 'Ель', 'Яна', '😀'];
const MANY = 2500;

/** Pages: order, no overlap, chosen fields. */
export function describeQueriesContract(engine: Engine): void {
  describe('queries', () => {
    let things: Things;
    const page = async (query: Partial<RecordQuery>) => things.storage.findRecords({ entity: 'thing', filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 20_000, ...query });
    const named = { kind: 'equals', field: 'kind', value: 'red' } as const;
    const many = { kind: 'equals', field: 'kind', value: 'blue' } as const;

    beforeAll(async () => {
      things = await openThings(engine);
      await things.add(...NAMES.map((name) => ({ name, kind: 'red' })));
      for (let from = 0; from < MANY; from += 500) {
        await things.add(...Array.from({ length: 500 }, (_, at) => ({ name: `т${from + at}`, kind: 'blue', count: (from + at) % 7 === 0 ? null : (from + at) % 5, created_at: (from + at) % 3 })));
      }
    });
    afterAll(() => things.store.dispose());

    test('sort names as a Russian reader expects', async () => {
      const up = await page({ filter: named, sort: { field: 'name', descending: false } });
      expect(up.map((record) => record['name'])).toEqual(IN_ORDER);
    });

    test('give exactly the opposite order when it is turned around', async () => {
      const down = await page({ filter: named, sort: { field: 'name', descending: true } });
      expect(down.map((record) => record['name'])).toEqual(IN_ORDER.toReversed());
    });

    for (const descending of [false, true]) {
      test(`put records without a value last, ${descending ? 'descending' : 'ascending'}`, async () => {
        const counts = (await page({ filter: many, sort: { field: 'count', descending } })).map((record) => record['count']);
        const known = counts.filter((count) => count !== null).map(Number);
        expect(counts.slice(known.length).every((count) => count === null)).toBe(true);
        expect(known).toEqual(known.toSorted((a, b) => (descending ? b - a : a - b)));
      });

      test(`page through equal sort keys without losing or doubling a record, ${descending ? 'descending' : 'ascending'}`, async () => {
        for (const field of ['count', 'created_at', 'name', 'kind', 'updated_at']) {
          const whole = (await page({ filter: many, sort: { field, descending }, fields: [] })).map((record) => record.id);
          const paged: number[] = [];
          for (let offset = 0; offset < MANY; offset += 600) {
            paged.push(...(await page({ filter: many, sort: { field, descending }, offset, limit: 600, fields: [], total: MANY })).map((record) => record.id));
          }
          expect(new Set(paged).size).toBe(MANY);
          expect(paged).toEqual(whole);
        }
      });
    }

    test('give the same page whether the size of the selection is told or not', async () => {
      const query = { filter: many, sort: { field: 'created_at', descending: true }, offset: 40, limit: 30 };
      const told = await Promise.all([undefined, 1, MANY, 1_000_000].map((total) => page(total === undefined ? query : { ...query, total })));
      for (const answer of told) expect(answer).toEqual(told[0]);
    });

    test('read the fields they are asked for, with id and version', async () => {
      const [first] = await page({ filter: named, limit: 1, fields: ['name', 'created_by'] });
      expect(first).toEqual({ id: 1, version: 1, name: 'Яна', created_by: 7 });
    });

    test('reach the end of a deep list, and find nothing behind it', async () => {
      expect(await page({ filter: many, offset: MANY - 1 })).toHaveLength(1);
      expect(await page({ filter: many, offset: MANY })).toEqual([]);
      expect(await page({ filter: many, limit: 0 })).toEqual([]);
    });

    test('refuse a field and an entity that are not defined', async () => {
      await expect(page({ sort: { field: 'name"; DROP TABLE x', descending: false } })).rejects.toMatchObject({ code: 'unknown_field' });
      await expect(page({ filter: { kind: 'equals', field: 'nope', value: 1 } })).rejects.toMatchObject({ code: 'unknown_field' });
      await expect(page({ entity: 'nope' })).rejects.toMatchObject({ code: 'unknown_entity' });
    });
  });
}
