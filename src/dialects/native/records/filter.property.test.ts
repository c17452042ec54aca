import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineEntity } from '../../../core/metadata/definitions.ts';
import { date, flag, instant, integer, link, links, option, phones, text, texts } from '../../../core/metadata/field-drafts.ts';
import { onEveryEngine } from '../../../../test/native/world.ts';

const THING = defineEntity({
  name: 'thing', label: { ru: 'Вещь', en: 'Thing' }, heading: 'name', searched: ['name'],
  fields: [
    text('name', 'Имя', 'Name'), integer('price', 'Цена', 'Price'), flag('good', 'Хорошая', 'Good'), date('day', 'День', 'Day'), instant('moment', 'Миг', 'Moment'),
    link('person', 'user', 'Чья', 'Whose'), links('people', 'user', 'Люди', 'People'), option('size', 'sizes', 'Размер', 'Size'), texts('notes', 'Заметки', 'Notes'), phones('calls', 'Телефоны', 'Phones'),
  ],
});

type Wire = Readonly<Record<string, unknown>>;

const WORDS = ['', 'Ромашка', 'ромашка плюс', 'Василёк', '100%', 'a_b'];
const DAYS = ['2024-01-31', '2024-02-29', '2025-12-01'];
const MOMENTS = ['2024-01-31T21:00:00.000Z', '2024-02-01T00:00:00.001Z', '2030-06-01T12:00:00.000Z'];

/** What a field may hold, its small world, and how it is asked for. */
const maybe = <Value>(values: readonly Value[]): fc.Arbitrary<Value | null> => fc.constantFrom(null, ...values);
const WORLD = {
  name: maybe(WORDS), price: maybe([-5, 0, 7, 100]), good: maybe([true, false]), day: maybe(DAYS), moment: maybe(MOMENTS), person: maybe([1, 2]), size: maybe([1, 2]),
};
const LISTS = { people: fc.option(fc.subarray([1, 2])), notes: fc.option(fc.subarray(WORDS.slice(1))), calls: fc.option(fc.subarray(['+7 342 254-55-77', '8 (900) 111-22-33'])) };

const ordered = (name: string, values: readonly unknown[]): fc.Arbitrary<Wire> => fc.tuple(fc.constantFrom('from', 'to', 'after', 'before'), fc.constantFrom(...values)).map(([operator, value]) => ({ [name]: { [operator]: value } }));
const equal = fc.constantFrom('name' as const, 'price' as const, 'good' as const, 'day' as const, 'moment' as const, 'person' as const, 'size' as const).chain((name): fc.Arbitrary<Wire> => {
  const value: fc.Arbitrary<unknown> = WORLD[name];
  return fc.oneof(
    value.map((one) => ({ [name]: one })),
    fc.tuple(fc.constantFrom('eq', 'ne'), value).map(([operator, one]) => ({ [name]: { [operator]: one } })),
    fc.tuple(fc.constantFrom('in', 'not_in'), fc.array(value, { maxLength: 3 })).map(([operator, some]) => ({ [name]: { [operator]: some } })),
  );
});
const condition: fc.Arbitrary<Wire> = fc.oneof(
  equal, ordered('price', [-5, 1, 7]), ordered('day', DAYS), ordered('moment', MOMENTS),
  fc.tuple(fc.constantFrom('name', 'notes'), fc.constantFrom('РОМ', 'плюс', '%', '_', 'лек', 'x')).map(([name, needle]) => ({ [name]: { contains: needle } })),
  fc.constantFrom('254-55', '9001', 'abc').map((needle) => ({ calls: { contains: needle } })),
  fc.subarray([1, 2, 999]).map((ids) => ({ people: { any_of: ids } })),
  fc.tuple(fc.constantFrom(...Object.keys(WORLD), ...Object.keys(LISTS)), fc.boolean()).map(([name, empty]) => ({ [name]: { empty } })),
);
const { filter } = fc.letrec<{ filter: Wire; inner: Wire }>((tie) => ({
  filter: fc.oneof({ maxDepth: 3 }, condition, fc.tuple(condition, condition).map(([left, right]) => ({ ...left, ...right })), tie('inner')),
  inner: fc.oneof(tie('filter').map((not) => ({ not })), fc.array(tie('filter'), { maxLength: 3 }).map((or) => ({ or })), fc.array(tie('filter'), { maxLength: 3 }).map((and) => ({ and }))),
}));

/** The filter in a few plain words over what the API gives out; it knows nothing of the core. */
function holds(asked: unknown, record: Wire): boolean {
  return Object.entries(Object(asked) as Wire).every(([name, wanted]) => {
    if (name === 'not') return !holds(wanted, record);
    if (name === 'and') return (wanted as Wire[]).every((part) => holds(part, record));
    if (name === 'or') return (wanted as Wire[]).some((part) => holds(part, record));
    const operators = typeof wanted === 'object' && wanted !== null ? wanted : { eq: wanted };
    return Object.entries(operators).every(([operator, operand]) => answers(operator, operand, record[name]));
  });
}

function answers(operator: string, operand: unknown, value: unknown): boolean {
  const empty = (one: unknown): boolean => one === null || one === '' || (Array.isArray(one) && one.length === 0);
  const equals = (one: unknown): boolean => (empty(one) ? empty(value) : value === one);
  const some = Array.isArray(operand) ? operand : [];
  const order = (): number => (value === null || operand === null || value === undefined ? Number.NaN : Object(value) < Object(operand) ? -1 : Number(Object(value) > Object(operand)));
  switch (operator) {
    case 'eq': return equals(operand);
    case 'ne': return !equals(operand);
    case 'in': return some.some(equals);
    case 'not_in': return !some.some(equals);
    case 'from': return order() >= 0;
    case 'to': return order() <= 0;
    case 'after': return order() > 0;
    case 'before': return order() < 0;
    case 'any_of': return Array.isArray(value) && some.some((id) => value.includes(id));
    case 'empty': return operand === empty(value);
    default: return [value].flat().some((one) => typeof one === 'string' && plain(one, operand));
  }
}

function plain(value: string, needle: unknown): boolean {
  const digits = (text: string): string => text.replaceAll(/\D/gu, '');
  const word = String(needle);
  if (/^[\d-]+$/u.test(word) || word === 'abc') return digits(word) !== '' && digits(value).includes(digits(word));
  return value.toLowerCase().replaceAll('ё', 'е').includes(word.toLowerCase());
}

onEveryEngine('the native API, filters', (given) => {
  test('agree with a naive model, in what they find, how much, and in which order', async () => {
    const list = await given().plant('list', { code: 'sizes', title: 'Размеры' });
    for (const [number, title] of [[1, 'Малый'], [2, 'Большой']] as const) await given().plant('option', { list, title, number });
    await given().define(THING);
    for (const body of fc.sample(fc.record({ ...WORLD, ...LISTS }), { numRuns: 60, seed: 7 })) await given().add('thing', body);
    const records = Object((await given().ask('GET', '/records/thing?limit=500&sort=id')).json).data as Wire[];
    expect(records).toHaveLength(60);
    await fc.assert(fc.asyncProperty(filter, fc.boolean(), async (asked, descending) => {
      const found = await given().ask('GET', `/records/thing?limit=500&fields=id&sort=${descending ? '-' : ''}id&filter=${encodeURIComponent(JSON.stringify(asked))}`);
      const expected = records.filter((record) => holds(asked, record)).map(({ id }) => id);
      expect({ total: Object(found.json).total as unknown, ids: (Object(found.json).data as Wire[] | undefined)?.map(({ id }) => id) }).toEqual({ total: expected.length, ids: descending ? expected.toReversed() : expected });
    }), { numRuns: 200 });
  });

  test('go with a search, a sort and pages that never overlap', async () => {
    const page = async (offset: number): Promise<Wire[]> => Object((await given().ask('GET', `/records/thing?search=${encodeURIComponent('ромашка')}&sort=-price&limit=3&offset=${offset}&fields=name,price`)).json).data as Wire[];
    const pages = [...await page(0), ...await page(3), ...await page(6), ...await page(9), ...await page(12)];
    expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
    expect(pages.every(({ name }) => /ромашка/iu.test(String(name)))).toBe(true);
    const prices = pages.map(({ price }) => price).filter((price) => typeof price === 'number');
    expect(prices).toEqual(prices.toSorted((left, right) => right - left));
  });
});
