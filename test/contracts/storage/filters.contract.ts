import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Filter } from '../../../src/core/query/filter.ts';
import { matches } from '../../../src/core/query/matches.ts';
import type { CrmRecord } from '../../../src/core/values.ts';
import type { Engine } from '../../engines.ts';
import { anyFilter, anyThing } from './arbitraries.ts';
import { satisfies } from './model.ts';
import { openThings, THING, type Things } from './things.ts';

const RECORDS = 250;
const FILTERS = 300;
/** `TEST_SEED` repeats a run that failed. */
const SEED = Number(process.env['TEST_SEED'] ?? Date.now());

/** Filters: SQL, `matches` and a model written for this test alone say the same of every record. */
export function describeFiltersContract(engine: Engine): void {
  describe('filters', () => {
    let things: Things;
    let records: readonly CrmRecord[];

    beforeAll(async () => {
      things = await openThings(engine);
      const ids = await things.add(...fc.sample(anyThing, { numRuns: RECORDS, seed: SEED }));
      for (const id of ids.slice(0, 20)) await things.remove(id);
      records = await Promise.all(ids.map((id) => things.read(id)));
    });
    afterAll(() => things.store.dispose());

    const expected = (filter: Filter): readonly number[] => records.filter((record) => record['deleted_at'] === null && satisfies(filter, record)).map(({ id }) => id);

    test(`agree with a model in memory (TEST_SEED=${SEED})`, async () => {
      await fc.assert(fc.asyncProperty(anyFilter(records), async (filter) => {
        const wanted = expected(filter);
        expect(await things.ids(filter)).toEqual(wanted);
        expect(records.filter((record) => record['deleted_at'] === null && matches(THING, filter, record)).map(({ id }) => id)).toEqual(wanted);
        expect(await things.storage.countRecords('thing', filter)).toBe(wanted.length);
      }), { numRuns: FILTERS, seed: SEED });
    });

    test(`select the same rows by whichever way the table is read (TEST_SEED=${SEED})`, async () => {
      await fc.assert(fc.asyncProperty(anyFilter(records), fc.constantFrom(1, RECORDS, 1_000_000), async (filter, total) => {
        const page = await things.storage.findRecords({ entity: 'thing', filter, sort: { field: 'created_at', descending: true }, offset: 0, limit: 1000, fields: [], total });
        expect(page.map(({ id }) => id)).toEqual(expected(filter).toReversed());
      }), { numRuns: FILTERS / 2, seed: SEED });
    });

    test('take every character of a needle for itself', async () => {
      const [percent = 0, under = 0, slash = 0] = await things.add({ name: 'скидка 100%!' }, { name: 'a_b!' }, { name: 'c\\d!' }, { name: 'скидка 100 %!' }, { name: 'axb!' }, { name: 'cd!' });
      for (const [needle, id] of [['100%!', percent], ['a_b!', under], ['c\\d!', slash]] as const) {
        expect(await things.ids({ kind: 'contains', field: 'name', needle })).toEqual([id]);
        expect(await things.ids({ kind: 'search', needles: [needle] })).toEqual([id]);
      }
    });
  });
}
