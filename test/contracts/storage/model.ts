// What filters mean, said once more in the plainest words: it shares nothing with what it is compared to.
import type { Bound, Filter } from '../../../src/core/query/filter.ts';
import type { CrmRecord, FieldValue } from '../../../src/core/values.ts';

const LISTS = new Set(['phones', 'emails', 'sites', 'labels', 'team']);
const ID_LISTS = new Set(['labels', 'team']);
const FOLDED = new Set(['name', 'note', 'emails', 'sites']);
const SEARCHED = ['name', 'note', 'phones', 'emails', 'sites'];
const QUOTES = new Set('"\'`«»„“”‘’‹›<>\\');

export function satisfies(filter: Filter, record: CrmRecord): boolean {
  if (filter.kind === 'all') return true;
  if (filter.kind === 'none') return false;
  if (filter.kind === 'and') return !filter.filters.some((part) => !satisfies(part, record));
  if (filter.kind === 'or') return filter.filters.some((part) => satisfies(part, record));
  if (filter.kind === 'not') return !satisfies(filter.filter, record);
  if (filter.kind === 'search') return filter.needles.some((needle) => needle === '' || SEARCHED.some((field) => partsOf(field, record[field]).some((part) => part.includes(needle) && isWhole(needle))));
  if (filter.kind === 'contact') return isReached(filter.point, filter.key, record);
  const value = record[filter.field] ?? null;
  if (filter.kind === 'equals') return value === filter.value;
  if (filter.kind === 'in') return filter.values.some((one) => one === value);
  if (filter.kind === 'any_of') return ID_LISTS.has(filter.field) && typeof value === 'object' && value !== null && value.some((id) => filter.ids.some((one) => String(one) === id));
  if (filter.kind === 'contains') return value !== null && isWhole(filter.needle) && hasParts(filter.field) && containsPart(filter.field, value, filter.needle);
  if (filter.kind === 'empty') return value === null || value === '' || (typeof value === 'object' && value.length === 0);
  if (filter.kind === 'same_text') return value !== null && FOLDED.has(filter.field) && isWhole(filter.needle) && joinedText(value) === filter.needle;
  if (filter.kind === 'same_key') return filter.field === 'name' && keyOf(String(value)) === filter.key;
  if (value === null || typeof value === 'boolean' || LISTS.has(filter.field)) return false;
  return isAfter(value, filter.from) && isBefore(value, filter.to);
}

function isReached(point: 'phone' | 'email', key: string, record: CrmRecord): boolean {
  const items = record[point === 'phone' ? 'phones' : 'emails'];
  const keys = typeof items === 'object' && items !== null ? items.map((item) => (point === 'phone' ? digitsOf(item).slice(-10) : foldText(item))) : [];
  return key !== '' && keys.includes(key);
}

export function foldText(text: string): string {
  return [...text.normalize('NFC').toLowerCase()].map((letter) => (letter === 'ё' ? 'е' : letter)).join('').split(/\s+/u).filter((word) => word !== '').join(' ');
}

export function keyOf(text: string): string {
  return foldText([...text].filter((letter) => !QUOTES.has(letter)).join(''));
}

export function digitsOf(text: string): string {
  return [...text].filter((letter) => letter >= '0' && letter <= '9').join('');
}

function isWhole(text: string): boolean {
  return !text.includes('\0') && Buffer.from(text).toString() === text;
}

function hasParts(field: string): boolean {
  return FOLDED.has(field) || field === 'phones';
}

function partsOf(field: string, value: FieldValue | undefined): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  const items = typeof value === 'object' ? value : [String(value)];
  return items.map((item) => (field === 'phones' ? digitsOf(item) : foldText(item)));
}

function joinedText(value: FieldValue): string {
  return typeof value === 'object' && value !== null ? value.map(foldText).join('\n') : foldText(String(value));
}

/** An empty list, or an empty text, contains the empty text. */
function containsPart(field: string, value: FieldValue, needle: string): boolean {
  return needle === '' || partsOf(field, value).some((part) => part.includes(needle));
}

function isAfter(value: FieldValue, from: Bound | undefined): boolean {
  if (from === undefined) return true;
  const order = orderOf(value, from.value);
  return order !== undefined && (order > 0 || (from.inclusive && order === 0));
}

function isBefore(value: FieldValue, to: Bound | undefined): boolean {
  if (to === undefined) return true;
  const order = orderOf(value, to.value);
  return order !== undefined && (order < 0 || (to.inclusive && order === 0));
}

function orderOf(value: FieldValue, bound: string | number): number | undefined {
  if (typeof value === 'string' && typeof bound === 'string' && isWhole(bound)) return Buffer.compare(Buffer.from(value), Buffer.from(bound));
  if (typeof value !== 'number' || typeof bound !== 'number' || Number.isNaN(bound)) return undefined;
  return value === bound ? 0 : value - bound;
}
