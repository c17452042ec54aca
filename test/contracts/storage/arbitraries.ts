import fc from 'fast-check';
import type { Bound, Filter } from '../../../src/core/query/filter.ts';
import type { CrmRecord, FieldValue, FieldValues } from '../../../src/core/values.ts';
import { digitsOf, foldText, keyOf } from './model.ts';

const SPICE = ['ё', 'Ё', 'е', 'Й', 'и\u0306', 'ß', 'İ', 'ﬁ', '😀', '👩‍👩‍👧', '\uffee', '%', '_', '\\', '\'', '"', '«', '»', ' ', '  ', '\n', '\t', 'a', 'B', '0', '7', '-', '{"slot":0}', '$1', '?'];
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Text as people and programs send it: quotes, wildcards, emoji, letters in two notations. */
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...SPICE), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter(isStorable),
  fc.constantFrom('ООО «Ромашка»', 'ооо "РОМАШКА"', 'Ёлки-палки', 'Иванов Пётр', '', '😀 а', '\uffee а', 'axb', 'a_b', 'a%b', 'a\\b'),
);
const anyPhone = fc.constantFrom('+7(342)254-55-77', '8 342 254 55 77', 'доб. 107', '2545577', 'нет', '+7 912 8844555');
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(arbitrary, { nil: null, freq: 4 });
const anyInteger = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.maxSafeInteger());
const anyDecimal = fc.oneof(fc.constantFrom(0, 0.1, 2.5, -2.5, 1e20, 5e-300), fc.integer({ min: -999_999, max: 999_999 }).map((cents) => cents / 100));
const anyIds = fc.uniqueArray(fc.integer({ min: 1, max: 5 }).map(String), { maxLength: 3 });
const anyDay = fc.constantFrom('2024-01-01', '2024-02-29', '1999-12-31', '2030-06-15');

export const anyThing: fc.Arbitrary<FieldValues> = fc.record({
  name: anyText, note: orNull(anyText), count: orNull(anyInteger), amount: orNull(anyInteger), happened: orNull(anyInteger), day: orNull(anyDay),
  active: orNull(fc.boolean()), kind: orNull(fc.constantFrom('red', 'green', 'blue')), owner: orNull(fc.integer({ min: 1, max: 4 })),
  phones: orNull(fc.array(anyPhone, { maxLength: 3 })), emails: orNull(fc.array(anyText, { maxLength: 2 })), sites: orNull(fc.array(anyText, { maxLength: 2 })),
  payload: orNull(anyText), price: orNull(anyDecimal), labels: orNull(anyIds), team: orNull(anyIds),
});

const FIELDS = ['name', 'note', 'count', 'amount', 'happened', 'day', 'active', 'kind', 'owner', 'phones', 'emails', 'sites', 'payload', 'price', 'labels', 'team', 'created_at', 'id', 'updated_at'] as const;

/** Filters that often hit: their values come from these records. Some are of a kind that no such field holds. */
export function anyFilter(records: readonly CrmRecord[]): fc.Arbitrary<Filter> {
  const field = fc.constantFrom(...FIELDS);
  const record = fc.constantFrom(...records);
  const strange = fc.constantFrom<string | number | boolean>('\0', '\ud83d', '', 'abc', 1.5, -0.5, 1e20, -1e20, Number.NaN, Number.POSITIVE_INFINITY, true, false);
  const stored = fc.tuple(field, record).chain(([name, one]) => fc.tuple(fc.constant(name), fc.oneof({ weight: 5, arbitrary: fc.constant(scalar(one[name])) }, { weight: 1, arbitrary: strange })));
  const bound: fc.Arbitrary<Bound> = fc.record({ value: fc.oneof(stored.map(([, value]) => plain(value)), fc.constantFrom('б', '😀', '\uffee', 0, 1.5, -2.5, 1e20, -1e20)), inclusive: fc.boolean() });
  const bounded = stored.chain(([name, value]) => fc.record({ from: fc.option(fc.record({ value: fc.constant(plain(value)), inclusive: fc.boolean() }), { nil: undefined }), to: fc.option(bound, { nil: undefined }) })
    .map(({ from, to }): Filter => ({ kind: 'range', field: name, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })));
  const needle = fc.oneof({ weight: 1, arbitrary: fc.constantFrom('_', '%', '\\', 'a_b', 'a%b', 'a\\b', '\ud83d', '\0') }, { weight: 4, arbitrary: fc.tuple(record, fc.constantFrom('name', 'note', 'phones', 'emails', 'sites'), fc.nat(), fc.nat({ max: 6 })).map(([one, name, start, length]) => part(one[name], name === 'phones', start, length)) });
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    fc.constantFrom<Filter>({ kind: 'all' }, { kind: 'none' }, { kind: 'and', filters: [] }, { kind: 'or', filters: [] }),
    stored.map(([name, value]): Filter => ({ kind: 'equals', field: name, value })),
    fc.tuple(field, fc.array(stored, { maxLength: 4 })).map(([name, values]): Filter => ({ kind: 'in', field: name, values: values.map(([, value]) => plain(value)) })),
    fc.tuple(stored, record).map(([[name, value], one]): Filter => ({ kind: 'in', field: name, values: [plain(value), plain(scalar(one[name]))] })),
    bounded,
    fc.tuple(field.filter((name) => !['created_at', 'id', 'updated_at'].includes(name)), fc.array(fc.constantFrom(1, 2, 3, 4, 5, 9, 1.5, Number.NaN), { maxLength: 3 })).map(([name, ids]): Filter => ({ kind: 'any_of', field: name, ids })),
    fc.tuple(field.filter((name) => !['created_at', 'id', 'updated_at'].includes(name)), needle).map(([name, text]): Filter => ({ kind: 'contains', field: name, needle: text })),
    field.filter((name) => !['created_at', 'id', 'updated_at'].includes(name)).map((name): Filter => ({ kind: 'empty', field: name })),
    fc.tuple(fc.constantFrom('name', 'note', 'count', 'sites', 'phones'), record).map(([name, one]): Filter => ({ kind: 'same_text', field: name, needle: foldText(String(scalar(one[name]))) })),
    fc.tuple(fc.constantFrom('name', 'note', 'count'), record).map(([name, one]): Filter => ({ kind: 'same_key', field: name, key: keyOf(String(one['name'])) })),
    fc.array(needle, { maxLength: 2 }).map((needles): Filter => ({ kind: 'search', needles })),
    fc.tuple(fc.constantFrom('phone' as const, 'email' as const), record).map(([point, one]): Filter => ({ kind: 'contact', point, key: contactKeyOf(point, one) })),
  );
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.array(tie('filter'), { maxLength: 3 }).map((filters): Filter => ({ kind: 'and', filters })),
      fc.array(tie('filter'), { maxLength: 3 }).map((filters): Filter => ({ kind: 'or', filters })),
      tie('filter').map((filter): Filter => ({ kind: 'not', filter })),
    ),
  })).filter;
}

function scalar(value: FieldValue | undefined): string | number | boolean | null {
  if (typeof value === 'object' && value !== null) return value[0] ?? '[]';
  return value ?? null;
}

function plain(value: string | number | boolean | null): string | number {
  return typeof value === 'string' || typeof value === 'number' ? value : '';
}

/** A few characters from the middle of a value, in the form that filters carry; half of an emoji at times. */
function part(value: FieldValue | undefined, phone: boolean, start: number, length: number): string {
  const text = Array.isArray(value) ? String(value[0] ?? '') : String(value ?? 'ром');
  const folded = phone ? digitsOf(text) : foldText(text);
  const from = folded.length === 0 ? 0 : start % folded.length;
  return folded.slice(from, from + length);
}

function contactKeyOf(point: 'phone' | 'email', record: CrmRecord): string {
  const items = record[point === 'phone' ? 'phones' : 'emails'];
  const first = typeof items === 'object' && items !== null ? (items[0] ?? '') : '';
  return point === 'phone' ? digitsOf(first).slice(-10) : foldText(first);
}
