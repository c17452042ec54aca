import { expect, test } from 'vitest';
import { defineEntity, defineField } from '../../../core/metadata/definitions.ts';
import { ALL_RIGHTS } from '../../../core/permissions/rights.ts';
import { EVERYTHING, NOTHING } from '../../../core/query/filter.ts';
import { membersFrom, type WireValue } from '../../transport/parameters.ts';
import type { WireEntity, WireField } from '../application/application.ts';
import { surroundings } from '../values/testing/surroundings.ts';
import { readCriteria, readFilters } from './read-filters.ts';

const own = (number: number, name: string, type: 'text' | 'decimal' | 'date'): WireField => ({ number, type: '', label: undefined, tab: 1, sort: 0, configuration: {}, core: defineField({ name, type, label: { ru: name, en: name } }), reserved: undefined });
const fields: readonly WireField[] = [{ ...own(154, 'x', 'text'), core: undefined, reserved: 'date_added' }, own(158, 'title', 'text'), own(160, 'secret', 'text'), own(173, 'hours', 'decimal'), own(159, 'day', 'date')];
const entity: WireEntity = { number: 21, parentNumber: 0, label: { ru: 'p', en: 'p' }, sort: 1, definition: defineEntity({ name: 'p', label: { ru: 'p', en: 'p' }, fields: [], heading: 'title', parent: 'parent' }), fields, field: (number) => fields.find((field) => field.number === number) };
const scope = { entity, rights: { ...ALL_RIGHTS, hidden: new Set(['secret']) }, around: surroundings() };
const ask = (filters: Record<string, WireValue>): unknown => readFilters(scope, membersFrom(Object.entries(filters)));
const name = (criteria: Record<string, WireValue>): unknown => readCriteria(scope, membersFrom(Object.entries(criteria)));
const title = { kind: 'same_text', field: 'title', needle: 'a' };

test('a field that is not there, or hidden, is refused under the name that contract 1.6 gives it', () => {
  for (const key of ['429', 'field_429', '429_db_value']) expect(() => ask({ [key]: 'x' })).toThrow('field_429 not exist in entity 21');
  for (const condition of ['', 'empty_value', 'search', 'exclude']) expect(() => ask({ field_160: { value: 'x', condition } })).toThrow('field_160 not exist in entity 21');
  expect(() => name({ 160: '' })).toThrow('field_160 not exist in entity 21');
});

test('a key that means nothing and an unset value restrict nothing', () => {
  expect([ask({ foo: 'x' }), ask({ 158: '' }), ask({}), ask({ field_: '1' })]).toEqual([EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING]);
});

test('the same in criteria fits nothing: a mistake never changes the whole table', () => {
  expect([name({ foo: 'x' }), name({ 158: '' }), name({ id: [] }), name({ id: ['', null] }), name({ id: 1, 158: '' }), name({ id: null })]).toEqual([NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING]);
});

test('a field is known by all its spellings, a condition that is none includes', () => {
  for (const key of ['158', 'field_158', '158_db_value', 'field_158_db_value']) expect([key, ask({ [key]: 'A' })]).toEqual([key, title]);
  expect([ask({ 158: { value: 'A', condition: 'foo' } }), ask({ 158: { value: 'A' } }), ask({ 158: { value: 'A', condition: 'exclude' } })]).toEqual([title, title, { kind: 'not', filter: title }]);
});

test('several are joined with "and"', () => {
  expect(ask({ 158: 'A', 173: 0 })).toEqual({ kind: 'and', filters: [{ kind: 'equals', field: 'hours', value: 0 }, title].toReversed() });
});

test('a search looks into text alone, days are counted in dates alone', () => {
  expect([ask({ 173: { value: '5', condition: 'search' } }), ask({ 158: { value: '0', condition: 'filter_by_days' } })]).toEqual([NOTHING, NOTHING]);
});

test('system columns are asked for by name and by the number of their field', () => {
  expect([ask({ id: '1,\n2' }), ask({ parent_item_id: '0,5' }), ask({ created_by: 'current_user_id' })]).toEqual([
    { kind: 'in', field: 'id', values: [1, 2] }, { kind: 'or', filters: [{ kind: 'empty', field: 'parent' }, { kind: 'equals', field: 'parent', value: 5 }] }, { kind: 'equals', field: 'created_by', value: 1 },
  ]);
  expect(ask({ 154: '2024-05-10' })).toMatchObject({ kind: 'range', field: 'created_at' });
});
