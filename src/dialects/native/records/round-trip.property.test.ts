import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineEntity, defineField, type FieldDefinition, type FieldSettings, type FieldTypeName } from '../../../core/metadata/definitions.ts';
import { onEveryEngine } from '../../../../test/native/world.ts';

/** What is sent, and what is to be read. */
interface Value {
  readonly sent: unknown;
  readonly read: unknown;
}

const same = <Sent>(arbitrary: fc.Arbitrary<Sent>): fc.Arbitrary<Value> => arbitrary.map((sent) => ({ sent, read: sent }));
const spice = fc.constantFrom('%', '_', '"', "'", '\\', '«', '<b>', '&amp;', '[]', '\n', '\u00a0', '🙂', 'е\u0308', 'Ё', 'İ', 'ß', '\u202e', '\ufeff', '$1', '?', '\u{10ffff}');
const text = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), spice), { maxLength: 6 }).map((parts) => parts.join('').replaceAll('\0', '')).filter((joined) => joined.length <= 100);
const trimmed = text.map((sent) => ({ sent, read: sent.trim() }));
const listed = fc.array(text, { maxLength: 4 }).map((sent) => ({ sent, read: sent.map((item) => item.trim()).filter((item) => item !== '') }));
/** No ids are nothing. */
const idList = (ids: fc.Arbitrary<readonly number[]>): fc.Arbitrary<Value> => ids.map((sent) => ({ sent, read: sent.length === 0 ? null : sent }));
const moment = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 0, 1) }).chain((at) => fc.integer({ min: -14 * 4, max: 14 * 4 }).map((quarters): Value => ({ sent: withOffset(at, quarters * 15), read: new Date(at).toISOString() })));
const day = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 0, 1) }).map((at) => new Date(at).toISOString().slice(0, 10));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((sent) => ({ sent, read: sent === 0 ? 0 : sent }));

function withOffset(at: number, minutes: number): string {
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
  const two = (part: number): string => String(part).padStart(2, '0');
  return minutes === 0 ? `${local}Z` : `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

interface Ids {
  readonly users: readonly number[];
  readonly options: readonly number[];
}

/** Every type that is written; the compiler asks for each. `null`: only read. */
const VALUES: Readonly<Record<FieldTypeName, ((ids: Ids) => fc.Arbitrary<Value>) | null>> = {
  text: () => same(text), long_text: () => same(text), json: () => same(text.map((one) => JSON.stringify({ one }))), random: () => same(text.map((one) => `x${one}`)),
  boolean: () => same(fc.boolean()),
  integer: () => same(fc.maxSafeInteger()), money: () => same(fc.maxSafeInteger()), counter: () => same(fc.nat(1_000_000)), percent: () => same(fc.integer({ min: 0, max: 100 })),
  decimal: () => number,
  instant: () => moment, date: () => same(day), time_of_day: () => same(fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))),
  choice: () => same(fc.constantFrom('small', 'large')),
  email: () => trimmed, phone: () => trimmed, url: () => trimmed,
  phones: () => listed, emails: () => listed, texts: () => listed,
  link: ({ users }) => same(fc.constantFrom(...users)), links: ({ users }) => idList(fc.subarray([...users])),
  option: ({ options }) => same(fc.constantFrom(...options)), options: ({ options }) => idList(fc.shuffledSubarray([...options])),
  files: null, formula: null, text_formula: null,
};

const SETTINGS: Partial<Record<FieldTypeName, FieldSettings>> = {
  choice: { choices: ['small', 'large'] }, link: { entity: 'user' }, links: { entity: 'user' }, option: { list: 'sizes' }, options: { list: 'sizes' }, formula: { formula: '1 + 1' }, text_formula: { formula: '1 + 1' },
};

/** They make a value of their own where none is given. */
const GENERATED: readonly FieldTypeName[] = ['counter', 'random'];

const isType = (name: string): name is FieldTypeName => Object.hasOwn(VALUES, name);
const TYPES = Object.keys(VALUES).filter(isType);
const fields = TYPES.map((type): FieldDefinition => defineField({ name: `a_${type}`, type, label: { ru: type, en: type }, settings: SETTINGS[type] ?? {} }));
const SAMPLE = defineEntity({ name: 'sample', label: { ru: 'Образец', en: 'Sample' }, heading: 'a_text', fields, searched: ['a_text', 'a_phone'] });

onEveryEngine('the native API, fields of every type', (given) => {
  test('what is only read is refused, and told at once', async () => {
    await given().define(SAMPLE);
    const { status, json } = await given().ask('POST', '/records/sample', { body: { a_files: [{ id: 1, name: 'x' }], a_formula: 1, a_text_formula: 'x' } });
    expect(status).toBe(422);
    expect(Object(json).fields).toMatchObject(['a_files', 'a_formula', 'a_text_formula'].map((field) => ({ field, fault: 'read_only' })));
  });

  test('a value of another kind is refused by every type', async () => {
    for (const { name, type } of fields.filter((field) => VALUES[field.type] !== null)) {
      const wrong = type === 'boolean' ? 'true' : type === 'options' || type === 'links' || type.endsWith('s') ? '1' : type.includes('text') || ['json', 'random', 'email', 'phone', 'url', 'choice', 'date', 'instant', 'time_of_day'].includes(type) ? 5 : '5';
      const { status, json } = await given().ask('POST', '/records/sample', { body: { [name]: wrong } });
      expect({ status, fields: Object(json).fields as unknown }, `of ${type}`).toMatchObject({ status: 422, fields: [{ field: name, fault: 'wrong_type' }] });
    }
  });

  test('reads back as it was written, when it is new and when it is changed', async () => {
    const list = await given().plant('list', { code: 'sizes', title: 'Размеры' });
    const options = [await given().plant('option', { list, title: 'Малый', number: 1 }), await given().plant('option', { list, title: 'Большой', number: 2 })];
    const ids: Ids = { users: [given().ids.boss, given().ids.manager], options };
    const written = fields.filter(({ type }) => VALUES[type] !== null);
    const record = fc.tuple(...written.map(({ type }) => {
      const value = VALUES[type]?.(ids) ?? fc.constant({ sent: null, read: null });
      return GENERATED.includes(type) ? value : fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant({ sent: null, read: null }) });
    }));
    const members = (values: readonly Value[], side: 'sent' | 'read'): object => Object.fromEntries(written.map(({ name }, index) => [name, values[index]?.[side]]));
    await fc.assert(fc.asyncProperty(record, record, async (first, second) => {
      const created = await given().ask('POST', '/records/sample', { body: members(first, 'sent') });
      expect({ status: created.status, json: created.json }).toMatchObject({ status: 201, json: members(first, 'read') });
      const { id } = Object(created.json);
      const changed = await given().ask('PATCH', `/records/sample/${String(id)}`, { body: members(second, 'sent') });
      expect({ status: changed.status, json: changed.json }).toMatchObject({ status: 200, json: members(second, 'read') });
      expect((await given().ask('GET', `/records/sample/${String(id)}`)).json).toEqual(changed.json);
      const page = await given().ask('GET', `/records/sample?filter={"id":${String(id)}}`);
      expect(Object(page.json).data).toEqual([changed.json]);
    }), { numRuns: 40 });
  });
});
