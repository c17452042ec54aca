import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openThings, type Things } from '../../../test/contracts/storage/things.ts';
import { testedEngines } from '../../../test/engines.ts';
import type { Filter } from '../../core/query/filter.ts';

const sqlite = testedEngines().find(({ name }) => name === 'sqlite');
/** More than a walk goes at the least. */
const RECORDS = 12_000;
const GROUP = 2000;

interface Made {
  readonly id: number;
  readonly at: number;
  readonly name: string;
}

const WORDS: Readonly<Record<string, (at: number) => boolean>> = {
  'ровно': (at) => at % 10 === 0,
  'начало': (at) => at < 1500,
  'конец': (at) => at >= RECORDS - 1500,
  'больше': (at) => at % 2 === 0,
};

const ORDERS: Readonly<Record<string, (at: number) => number>> = {
  'in the order of their ids': (at) => at * 10,
  'in another order than their ids': (at) => (at * 7919) % RECORDS,
  'all at the same moment': () => 5,
  'mostly in the order of their ids': (at) => (at % 50 === 0 ? RECORDS - at : at),
};

describe.skipIf(sqlite === undefined)('a page of many records in the order of their creation', () => {
  for (const [title, createdAt] of Object.entries(ORDERS)) {
    describe(`created ${title}`, () => {
      let things: Things;
      let made: readonly Made[];

      beforeAll(async () => {
        if (sqlite === undefined) return;
        things = await openThings(sqlite);
        const all: Made[] = [];
        for (let from = 0; from < RECORDS; from += GROUP) {
          const rows = Array.from({ length: GROUP }, (_, index) => {
            const at = from + index;
            return { name: `вещь ${at} ${Object.entries(WORDS).filter(([, has]) => has(at)).map(([word]) => word).join(' ')}`, created_at: createdAt(at) };
          });
          const ids = await things.add(...rows);
          rows.forEach((row, index) => all.push({ id: ids[index] ?? 0, at: row.created_at, name: row.name }));
        }
        made = all;
      });
      afterAll(() => things?.store.dispose());

      test.each([...Object.keys(WORDS), 'вещь 1', 'нигде'].flatMap((word) => [true, false].map((descending) => ({ word, descending }))))('is the one that it should be: $word, newest first: $descending', async ({ word, descending }) => {
        const filter: Filter = { kind: 'search', needles: [word] };
        const sign = descending ? -1 : 1;
        const expected = made.filter(({ name }) => name.includes(word)).toSorted((one, other) => sign * (one.at - other.at || one.id - other.id)).map(({ id }) => id);
        const total = await things.storage.countRecords('thing', filter);
        expect(total).toBe(expected.length);
        for (const offset of [0, 70, 400]) {
          const found = await things.storage.findRecords({ entity: 'thing', filter, sort: { field: 'created_at', descending }, offset, limit: 50, total });
          expect(found.map(({ id }) => id)).toEqual(expected.slice(offset, offset + 50));
        }
      });
    });
  }
});
