import { INDEX } from '../../transport/bracket-tree.ts';
import type { Parameters, WireValue } from '../../transport/parameters.ts';
import { ABSENT, CLEARED, valueOf, WRONG_TYPE, type Reading } from './reading.ts';

type Sent = WireValue | undefined;

/**
 * Text as sent, neither trimmed nor rewritten (SalesMan contract 5.7). `false` is "not sent" and `true` is "1", as in
 * PHP (5.5). A number too large to be exact is refused: a bank account sent so has already lost its last digits.
 */
export function asText(value: Sent): Reading<string> {
  if (value === undefined || value === false) return ABSENT;
  if (value === null || value === '') return CLEARED;
  if (value === true) return valueOf('1');
  if (typeof value === 'number') return isExact(value) ? valueOf(String(value)) : WRONG_TYPE;
  return typeof value === 'string' ? valueOf(value) : WRONG_TYPE;
}

/** A record number, as a number or as its digits. 0 is cleared: the vendor keeps 0 where nothing is chosen (5.6). */
export function asId(value: Sent): Reading<number> {
  if (value === true) return WRONG_TYPE;
  const text = asText(value);
  if (text.kind !== 'value') return text;
  const digits = text.value.trim();
  if (digits === '') return CLEARED;
  const id = /^\d+$/u.test(digits) ? Number(digits) : Number.NaN;
  if (!Number.isSafeInteger(id)) return WRONG_TYPE;
  return id === 0 ? CLEARED : valueOf(id);
}

/** `"a, b; c"` or `["a", "b; c"]` → a, b, c. Items are split too: the vendor stores a list as one text (2.0.3). */
export function asTextList(value: Sent): Reading<string[]> {
  return listed(value, (text) => text.split(/[,;]/u));
}

/** Any text field: a list becomes one text, joined with a comma and a space (2.1.4). */
export function textOrList(value: Sent): Reading<string> {
  if (typeof value !== 'object' || value === null) return asText(value);
  const texts = listed(value, (text) => [text]);
  return texts.kind === 'value' ? valueOf(texts.value.join(', ')) : texts;
}

/** The `fields` parameter: names in the order asked for, each once; the caller drops those it does not know. */
export function fieldList(value: Sent): Reading<string[]> {
  const names = listed(value, (text) => text.split(','));
  return names.kind === 'value' ? valueOf([...new Set(names.value)]) : names;
}

/** A nested object such as `filter` or `recv`. `[]` is an empty one: PHP writes it so. */
export function asMembers(value: Sent): Reading<Parameters> {
  if (value === undefined || value === false) return ABSENT;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return CLEARED;
  return typeof value === 'object' && !Array.isArray(value) ? valueOf(value) : WRONG_TYPE;
}

/** A list such as `client` of `add.list`. An object of indices is one: PHP writes a list with gaps so. */
export function asList(value: Sent): Reading<WireValue[]> {
  if (value === undefined || value === false) return ABSENT;
  if (value === null || value === '') return CLEARED;
  if (typeof value !== 'object') return WRONG_TYPE;
  if (!Array.isArray(value) && !Object.keys(value).every((key) => INDEX.test(key))) return WRONG_TYPE;
  const items = Object.values(value);
  return items.length === 0 ? CLEARED : valueOf(items);
}

function listed(value: Sent, split: (text: string) => string[]): Reading<string[]> {
  const items = typeof value === 'object' && value !== null ? asList(value) : valueOf<Sent[]>([value]);
  if (items.kind !== 'value') return items;
  const texts = items.value.map(asText);
  if (texts.some((text) => text.kind === 'wrong type')) return WRONG_TYPE;
  const pieces = texts.flatMap((text) => (text.kind === 'value' ? split(text.value) : []));
  const filled = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
  if (filled.length > 0) return valueOf(filled);
  return value === undefined || value === false ? ABSENT : CLEARED;
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
}
