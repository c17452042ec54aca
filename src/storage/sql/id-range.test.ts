import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDraft } from '../../core/changes/draft.ts';
import { defineEntity } from '../../core/metadata/definitions.ts';
import { date, email, option, options, text } from '../../core/metadata/field-drafts.ts';
import { allOf, equals, holdsAny, NOTHING, oneOf, sameText, type Filter } from '../../core/query/filter.ts';
import { matches } from '../../core/query/matches.ts';
import type { FieldValues } from '../../core/values.ts';
import { testedEngines, type OpenStore } from '../../../test/engines.ts';
import { askedSpan, within, withSpan } from './id-range.ts';

const MEMO = defineEntity({
  name: 'memo', label: { ru: 'Запись', en: 'Memo' }, heading: 'name', granted: true, searched: ['name'],
  fields: [
    text('name', 'Название', 'Name'), text('code', 'Код', 'Code', { indexed: true }), email('email', 'Почта', 'E-mail'),
    option('state', 'states', 'Состояние', 'State', { indexed: true }), date('due', 'Срок', 'Due', { indexed: true }), options('labels', 'labels', 'Метки', 'Labels'),
  ],
});
const MEMOS = 7000;
const LOT = 1000;
const BY_ID = { field: 'id', descending: false };

/** The last memos alone are of state 2; those of state 3 are few, at both ends; the others have states 4 to 6 by turns. */
function memo(index: number): FieldValues {
  const state = index >= MEMOS - 200 ? 2 : index < 3 || index % 3500 === 3499 ? 3 : 4 + (index % 3);
  return { name: `memo ${index}`, code: `C-${index}`, email: index % 1000 === 7 ? 'Twice@Example.test' : `m${index}@example.test`, state, due: `20${10 + Math.floor(index / 1000)}-05-0${1 + (index % 9)}`, labels: index % 2 === 0 ? ['1', String(2 + (index % 5))] : null };
}

test('the bounds on ids are read from all conditions of a filter', () => {
  const after: Filter = { kind: 'range', field: 'id', from: { value: 5, inclusive: false } };
  expect(askedSpan(NOTHING)).toEqual({ first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY });
  expect(askedSpan(within(after, { first: 3, last: 9 }))).toEqual({ first: 5, last: 9 });
});

test('only a counted query in the order of ids is told where its selection lies', () => {
  const query = { entity: 'memo', filter: equals('state', 2), sort: BY_ID, offset: 0, limit: 5 };
  expect(withSpan(query, { first: 1, last: 2 })).toBe(query);
  expect(withSpan({ ...query, total: 1 }, undefined).filter).toBe(query.filter);
  expect(withSpan({ ...query, total: 1, sort: { field: 'created_at', descending: true } }, { first: 1, last: 2 }).filter).toBe(query.filter);
  expect(withSpan({ ...query, total: 1 }, { first: 1, last: 2 }).filter).toEqual(within(query.filter, { first: 1, last: 2 }));
});

for (const engine of testedEngines()) {
  describe(`${engine.name}: pages in the order of ids`, () => {
    let store: OpenStore;
    let first = 0;
    const field = (name: string) => MEMO.fields.find((known) => known.name === name) ?? text(name, '', '');
    const write = async (values: readonly FieldValues[]): Promise<number> => {
      const draft = createDraft({ userId: null, face: 'test', keyId: null }, 1);
      for (const one of values) draft.insert('memo', one);
      const outcome = await store.storage.commit(draft.toChangeSet());
      return outcome.done ? (outcome.ids[0] ?? 0) : 0;
    };
    const change = async (id: number, values: FieldValues): Promise<void> => {
      const draft = createDraft({ userId: null, face: 'test', keyId: null }, 1);
      const record = await store.storage.readRecord('memo', id);
      if (record !== undefined) draft.update('memo', record, values);
      await store.storage.commit(draft.toChangeSet());
    };
    const ids = async (filter: Filter, { offset = 0, limit = 40, descending = false, counted = true } = {}): Promise<readonly number[]> => {
      const total = counted ? { total: await store.storage.countRecords('memo', filter) } : {};
      return (await store.storage.findRecords({ entity: 'memo', filter, sort: { field: 'id', descending }, offset, limit, fields: [], ...total })).map(({ id }) => id);
    };
    const truth = (filter: Filter): readonly number[] =>
      Array.from({ length: MEMOS }, (_, index) => index).filter((index) => matches(MEMO, filter, { id: first + index, version: 1, ...memo(index) })).map((index) => first + index);

    beforeAll(async () => {
      store = await engine.open();
      await store.storage.saveEntities([MEMO]);
      for (let from = 0; from < MEMOS; from += LOT) {
        const id = await write(Array.from({ length: LOT }, (_, at) => memo(from + at)));
        if (from === 0) first = id;
      }
    });
    afterAll(() => store.dispose());

    const selections: readonly (readonly [title: string, filter: Filter])[] = [
      ['that lie at the far end', equals('state', 2)],
      ['that lie at both ends', equals('state', 3)],
      ['that are met all the way', oneOf('state', [4, 5])],
      ['of an option and a range of days', allOf(equals('state', 6), { kind: 'range', field: 'due', from: { value: '2015-01-01', inclusive: true }, to: { value: '2015-12-31', inclusive: true } })],
      ['that hold one of some options', holdsAny('labels', [2, 6])],
      ['of an address in other letters', sameText(field('email'), ' TWICE@example.TEST')],
      ['of a code in other letters', sameText(field('code'), 'c-4711')],
      ['without the records of an address', { kind: 'not', filter: sameText(field('email'), 'twice@example.test') }],
    ];
    for (const [title, filter] of selections) {
      test(`find records ${title}, counted or not, upwards and downwards`, async () => {
        const all = truth(filter);
        for (const counted of [true, false]) {
          expect(await ids(filter, { counted })).toEqual(all.slice(0, 40));
          expect(await ids(filter, { counted, offset: 3, limit: 500 })).toEqual(all.slice(3, 503));
          expect(await ids(filter, { counted, descending: true })).toEqual(all.toReversed().slice(0, 40));
          expect(await ids(filter, { counted, offset: Math.max(0, all.length - 2) })).toEqual(all.slice(-2));
        }
      });
    }

    test('find a record that came into a counted selection before where that began, and one that came after its end', async () => {
      const filter = equals('state', 2);
      const before = await ids(filter, { limit: 300 });
      await change(first + 10, { state: 2 });
      const [added] = [await write([{ ...memo(0), state: 2 }])];
      expect(await ids(filter, { limit: 300 })).toEqual([first + 10, ...before, added]);
      await change(first + 10, { state: memo(10)['state'] ?? null });
      expect(await ids(filter, { limit: 300 })).toEqual([...before, added]);
    });

    test('give nothing of a selection that has nothing', async () => {
      expect(await ids(equals('state', 99))).toEqual([]);
      expect(await ids(equals('state', 99), { counted: false })).toEqual([]);
    });
  });
}
