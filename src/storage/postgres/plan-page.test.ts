import { expect, test } from 'vitest';
import { defineEntity } from '../../core/metadata/definitions.ts';
import { text } from '../../core/metadata/field-drafts.ts';
import { allOf, equals, EVERYTHING, search, type Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import { planPage } from './plan-page.ts';

const PAPER = defineEntity({ name: 'paper', label: { ru: 'Бумага', en: 'Paper' }, heading: 'name', searched: ['name'], fields: [text('name', 'Имя', 'Name'), text('place', 'Место', 'Place')] });
const FEW = 400;
const MANY = 50_000;

const pageOf = (filter: Filter): RecordQuery => ({ entity: 'paper', filter, sort: { field: 'created_at', descending: true }, offset: 0, limit: 200 });
const planOf = (filter: Filter, total: number, records = 1_000_000) => planPage(PAPER, { ...pageOf(filter), total }, () => records);

test('the server plans what nobody has counted, what is no search, and all of a table whose size is not known', () => {
  expect(planPage(PAPER, pageOf(search('613, ооо')), () => 1_000_000)).toBe('planner');
  for (const filter of [EVERYTHING, equals('place', 'Пермь')]) expect(planOf(filter, FEW)).toBe('planner');
  expect(planPage(PAPER, { ...pageOf(search('613, ооо')), total: FEW }, () => undefined)).toBe('planner');
});

test('the server plans a search that its index cannot answer: selecting first would read all of the table', () => {
  for (const word of ['ру', 'ул', '«»']) expect(planOf(search(word), FEW)).toBe('planner');
  expect(planOf({ kind: 'search', needles: ['лист', 'ли'] }, FEW)).toBe('planner');
});

test('a search with many hits is met soon along the order, whether its index could answer or not', () => {
  expect(planOf(search('ооо'), MANY)).toBe('walk');
  expect(planOf(search('ул'), MANY)).toBe('walk');
  expect(planOf(search('ооо'), FEW, 500)).toBe('walk');
});

test('a search with few hits is found first, alone and beside other conditions', () => {
  expect(planOf(search('613, ооо'), FEW)).toBe('select');
  expect(planOf(allOf(equals('place', 'Пермь'), search('613, ооо')), FEW)).toBe('select');
});
