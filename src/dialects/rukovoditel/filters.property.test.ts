import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { design, type Designed } from '../../../test/rukovoditel/designed.ts';
import { NOON, onEveryEngine, type World } from '../../../test/rukovoditel/world.ts';

/** A record as this test remembers it: what was written, in the plainest form. */
interface Thing {
  readonly title: string;
  readonly amount: number | null;
  readonly share: number | null;
  readonly state: string | null;
  readonly marks: readonly string[];
  /** Days since 1970. */
  readonly day: number | null;
  /** Minutes since 1970 on the clock of the wall. */
  readonly moment: number | null;
  readonly flag: boolean | null;
  readonly team: readonly number[];
  readonly parent: number;
  readonly author: number;
}

const TITLES = ['Alpha', 'alpha', 'Alpha Beta', 'beta', 'Ёлка', 'елка и шар', '100%', 'a_b', 'x', 'Gamma (old)', 'and', ''] as const;
const OPTIONS = ['one', 'two', 'three', 'four'] as const;
const TODAY = Math.floor(NOON / 86_400_000);
const NUMBERS = [-5, 0, 1, 2, 2.5, 5, 7, 10, 100] as const;
const orNull = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.oneof({ weight: 4, arbitrary: of }, fc.constant(null));
const dayNumber = fc.integer({ min: TODAY - 40, max: TODAY + 40 });
const thing: fc.Arbitrary<Thing> = fc.record({
  title: fc.constantFrom(...TITLES), amount: orNull(fc.constantFrom(...NUMBERS)), share: orNull(fc.constantFrom(0, 5, 50, 100)),
  state: orNull(fc.constantFrom(...OPTIONS)), marks: fc.subarray([...OPTIONS]), day: orNull(dayNumber), moment: orNull(dayNumber.chain((day) => fc.constantFrom(0, 1, 719, 720, 1439).map((minute) => day * 1440 + minute))),
  flag: orNull(fc.boolean()), team: fc.subarray([1, 2, 3]), parent: fc.constantFrom(0, 1, 2), author: fc.constantFrom(1, 2, 3),
});

const two = (value: number): string => String(value).padStart(2, '0');
const dateText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const clockText = (minutes: number): string => `${dateText(Math.floor(minutes / 1440))} ${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`;
/** Moscow is three hours ahead all year. */
const epochOf = (minutes: number): number => (minutes - 180) * 60;
const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** One condition: what is sent under the key of a field, and what it means. */
interface Case {
  readonly field: keyof Thing | 'id';
  readonly sent: unknown;
  readonly fits: (thing: Thing, id: number) => boolean;
}

type Word = 'include' | 'exclude';
/** The value alone, or with its word; `exclude` turns the meaning around. */
function said(field: Case['field'], value: unknown, fits: Case['fits']): fc.Arbitrary<Case> {
  return fc.constantFrom<Word | ''>('', 'include', 'exclude', 'exclude').map((word) => ({ field, sent: word === '' ? value : { value, condition: word }, fits: (one, id) => fits(one, id) !== (word === 'exclude') }));
}

function emptiness(field: Case['field'], isEmpty: (one: Thing) => boolean): fc.Arbitrary<Case> {
  return fc.boolean().map((empty) => ({ field, sent: { condition: empty ? 'empty_value' : 'not_empty_value' }, fits: (one) => isEmpty(one) === empty }));
}

const separator = fc.constantFrom(',', ', ', ',\n', ' ,\t', ',,');
const listed = (items: readonly (string | number)[]): fc.Arbitrary<unknown> => fc.oneof(separator.map((between) => items.join(between)), fc.constant(items), fc.constant(items.map(String)));

const textCase = fc.oneof(
  fc.constantFrom(...TITLES.filter((title) => title !== ''), 'ALPHA', 'ЕЛКА', 'alph').chain((asked) => said('title', asked, ({ title }) => plain(title) === plain(asked))),
  emptiness('title', ({ title }) => title === ''),
);

/** A search as a tree, so that its meaning needs no reading. */
type Search = string | { readonly joint: 'and' | 'or' | ' '; readonly parts: readonly Search[] };
const { search } = fc.letrec<{ search: Search; word: Search }>((tie) => ({
  search: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('word'), fc.record({ joint: fc.constantFrom('and' as const, 'or' as const, ' ' as const), parts: fc.array(tie('search'), { minLength: 2, maxLength: 3 }) })),
  word: fc.constantFrom('alp', 'BETA', 'ёл', 'шар', '%', '_', 'a', '"alpha beta"', '"and"', '"("', 'zzz'),
}));
const written = (tree: Search): string => (typeof tree === 'string' ? tree : tree.parts.map((part) => (typeof part === 'string' ? part : `(${written(part)})`)).join(tree.joint === ' ' ? ' ' : ` ${tree.joint} `));
const found = (tree: Search, title: string): boolean => {
  if (typeof tree === 'string') return plain(title).includes(plain(tree.replaceAll('"', '')));
  return tree.joint === 'and' ? tree.parts.every((part) => found(part, title)) : tree.parts.some((part) => found(part, title));
};
const words = (tree: Search): readonly string[] => (typeof tree === 'string' ? [tree] : tree.parts.flatMap(words));
const searchCase = fc.tuple(search.filter((tree) => words(tree).length < 40), fc.boolean()).map(([tree, match]): Case => match
  ? { field: 'title', sent: { value: words(tree).join(' '), condition: 'search_match' }, fits: ({ title }) => words(tree).every((word) => found(word, title)) }
  : { field: 'title', sent: { value: written(tree), condition: 'search' }, fits: ({ title }) => found(tree, title) });

const OPERATORS = { '': (a, b) => a === b, '=': (a, b) => a === b, '!=': (a, b) => a !== b, '>': (a, b) => a > b, '>=': (a, b) => a >= b, '<': (a, b) => a < b, '<=': (a, b) => a <= b } as const satisfies Record<string, (a: number, b: number) => boolean>;
const operator = fc.constantFrom(...(Object.keys(OPERATORS) as (keyof typeof OPERATORS)[]));
const holds = (value: number | null, sign: keyof typeof OPERATORS, than: number): boolean => (value === null ? sign === '!=' : OPERATORS[sign](value, than));
const numberCase = fc.constantFrom('amount' as const, 'share' as const).chain((field) => fc.oneof(
  fc.array(fc.record({ sign: operator, than: fc.constantFrom(...NUMBERS.filter((one) => field === 'amount' || (one >= 0 && Number.isInteger(one)))), joint: fc.constantFrom('&' as const, '|' as const), space: fc.constantFrom('', ' ') }), { minLength: 1, maxLength: 4 }).chain((parts) => {
    const joint = (index: number): string => parts[Math.max(index, parts.length > 1 ? 1 : 0)]?.joint ?? '&';
    const either = parts.filter((_part, index) => joint(index) === '|');
    const all = parts.filter((_part, index) => joint(index) === '&');
    const text = parts.map(({ sign, than, space }, index) => `${index === 0 ? '' : joint(index)}${space}${sign}${space}${than}`).join('');
    return said(field, text, (one) => (either.length === 0 || either.some(({ sign, than }) => holds(one[field], sign, than))) && all.every(({ sign, than }) => holds(one[field], sign, than)));
  }),
  fc.constantFrom(0, 5, 100).chain((number) => said(field, number, (one) => one[field] === number)),
  emptiness(field, (one) => one[field] === null),
));

const choiceCase = (option: (field: string, title: string) => number): fc.Arbitrary<Case> => fc.tuple(fc.constantFrom('state' as const, 'marks' as const), fc.subarray([...OPTIONS], { minLength: 1 }), fc.boolean()).chain(([field, titles, unknown]) => fc.oneof(
  listed([...titles.map((title) => option(field, title)), ...(unknown ? [99_999, 'x'] : [])]).chain((value) => said(field, value, (one) => titles.some((title) => (field === 'state' ? one.state === title : one.marks.includes(title))))),
  emptiness(field, (one) => (field === 'state' ? one.state === null : one.marks.length === 0)),
));

const flagCase = fc.oneof(
  fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 3 })).chain(([asked, spelling]) => said('flag', [asked, String(asked), asked ? 1 : 0, asked ? '1' : '0'][spelling], ({ flag }) => flag === asked)),
  emptiness('flag', ({ flag }) => flag === null),
);
const peopleCase = fc.subarray([1, 2, 3], { minLength: 1 }).chain((ids) => fc.oneof(
  listed(ids).chain((value) => said('team', value, ({ team }) => team.some((id) => ids.includes(id)))),
  said('team', 'current_user_id', ({ team }) => team.includes(1)),
  emptiness('team', ({ team }) => team.length === 0),
));
const systemCase = fc.oneof(
  fc.subarray([1, 2, 3, 5, 8, 13, 21, 900], { minLength: 1 }).chain((ids) => listed(ids).chain((value) => said('id', value, (_one, id) => ids.includes(id)))),
  fc.subarray([0, 1, 2], { minLength: 1 }).chain((ids) => listed(ids).chain((value) => said('parent', value, ({ parent }) => ids.includes(parent)))),
  fc.subarray([1, 2, 3], { minLength: 1 }).chain((ids) => listed(ids).chain((value) => said('author', value, ({ author }) => ids.includes(author)))),
);

const minutesOf = (one: Thing, field: 'day' | 'moment'): number | null => (field === 'moment' ? one.moment : one.day === null ? null : one.day * 1440);
const within = (value: number | null, from: number, to: number): boolean => value !== null && value >= from && value <= to;
const dateCase = fc.constantFrom('day' as const, 'moment' as const).chain((field) => fc.oneof(
  fc.tuple(orNull(dayNumber), orNull(dayNumber), fc.constantFrom(',', ' , ')).filter(([from, to]) => from !== null || to !== null).chain(([from, to, between]) => said(
    field, `${from === null ? '' : dateText(from)}${between}${to === null ? '' : dateText(to)}`,
    (one) => within(minutesOf(one, field), from === null ? -Infinity : from * 1440, to === null ? Infinity : to * 1440 + 1439),
  )),
  dayNumber.chain((day) => said(field, dateText(day), (one) => within(minutesOf(one, field), day * 1440, day * 1440 + 1439))),
  fc.tuple(dayNumber, fc.constantFrom(0, 719, 720)).chain(([day, minute]) => said(field, `${clockText(day * 1440 + minute)},`, (one) => within(minutesOf(one, field), day * 1440 + minute, Infinity))),
  fc.tuple(operator.filter((sign) => sign !== ''), dayNumber, fc.constantFrom(0, 720)).chain(([sign, day, minute]) => {
    const than = day * 1440 + minute;
    return said(field, `${sign}${epochOf(than)}`, (one) => holds(minutesOf(one, field), sign, than));
  }),
  fc.integer({ min: 0, max: 40 }).chain((back) => said(field, String(back), (one) => within(minutesOf(one, field), (TODAY - back) * 1440, TODAY * 1440 + 720))),
  fc.constantFrom('filter_by_overdue', 'filter_by_overdue_with_time').map((condition): Case => ({ field, sent: { condition }, fits: (one) => within(minutesOf(one, field), -Infinity, TODAY * 1440 - 1 + (condition === 'filter_by_overdue' || field === 'day' ? 0 : 720)) || (field === 'day' && condition !== 'filter_by_overdue' && one.day === TODAY) })),
  fc.array(fc.record({ sign: fc.constantFrom('' as const, '>' as const, '>=' as const, '<' as const, '<=' as const), offset: fc.integer({ min: -40, max: 40 }), plus: fc.boolean() }), { minLength: 1, maxLength: 2 }).map((parts): Case => ({
    field, sent: { value: parts.map(({ sign, offset, plus }) => `${sign}${plus && offset >= 0 ? '+' : ''}${offset}`).join('&'), condition: 'filter_by_days' },
    fits: (one) => parts.some(({ sign, offset }) => { const value = minutesOf(one, field); return value !== null && OPERATORS[sign](Math.floor(value / 1440), TODAY + offset); }),
  })),
  fc.tuple(fc.constantFrom('filter_by_week', 'filter_by_month', 'filter_by_year'), fc.integer({ min: -2, max: 2 })).map(([condition, offset]): Case => ({
    field, sent: { value: String(offset), condition }, fits: (one) => { const value = minutesOf(one, field); return value !== null && spanOf(condition, Math.floor(value / 1440)) === spanOf(condition, TODAY) + offset; },
  })),
  emptiness(field, (one) => one[field] === null),
));

/** The number of the week, month or year that a day is in; weeks begin on Monday, and so did 1970-01-05. */
function spanOf(condition: string, day: number): number {
  const date = new Date(day * 86_400_000);
  if (condition === 'filter_by_week') return Math.floor((day - 4) / 7);
  return condition === 'filter_by_month' ? date.getUTCFullYear() * 12 + date.getUTCMonth() : date.getUTCFullYear();
}

onEveryEngine('random filters on random records', (current) => {
  const world = (): World => current();
  let designed: Designed | undefined;
  const known = (): Designed => { if (designed === undefined) throw new Error('not made yet'); return designed; };
  const things: Thing[] = fc.sample(thing, { numRuns: 60, seed: 20_240_515 });

  beforeAll(async () => {
    designed = await design(world(), 'things', [
      { name: 'amount', type: 'decimal' }, { name: 'share', type: 'percent' }, { name: 'state', type: 'option', options: OPTIONS }, { name: 'marks', type: 'options', options: OPTIONS },
      { name: 'day', type: 'date' }, { name: 'moment', type: 'instant' }, { name: 'flag', type: 'boolean' }, { name: 'team', type: 'links', settings: { entity: 'user' } },
    ], { parent: 'projects' });
    await world().insert(21, [{ field_158: 'First' }, { field_158: 'Second' }]);
    const { number, field, option } = known();
    await world().insert(number, things.map((one) => ({
      [`field_${field('name')}`]: one.title, [`field_${field('amount')}`]: one.amount ?? '', [field('share')]: one.share === null ? '' : `${one.share}%`,
      [field('state')]: one.state === null ? '' : option('state', one.state), [field('marks')]: one.marks.map((title) => option('marks', title)),
      [field('day')]: one.day === null ? '' : dateText(one.day), [field('moment')]: one.moment === null ? '' : clockText(one.moment), [field('flag')]: one.flag ?? '',
      [field('team')]: one.team.join(','), parent_item_id: one.parent, created_by: one.author,
    })));
  });

  const SYSTEM: Readonly<Record<string, string>> = { id: 'id', parent: 'parent_item_id', author: 'created_by' };
  const keyed = (cases: readonly Case[], spellings: readonly number[]): Record<string, unknown> => Object.fromEntries(cases.map(({ field, sent }, index) => {
    const number = known().field(field === 'title' ? 'name' : field);
    return [SYSTEM[field] ?? [String(number), `field_${number}`, `${number}_db_value`][spellings[index] ?? 0] ?? '', sent];
  }));
  const anyCase = fc.oneof(textCase, searchCase, numberCase, numberCase, flagCase, peopleCase, systemCase, dateCase, dateCase, fc.constant(undefined)).chain((one) => (one === undefined ? choiceCase(known().option) : fc.constant(one)));
  const cases = fc.uniqueArray(anyCase, { minLength: 1, maxLength: 3, selector: ({ field }) => field });
  const fitting = (wanted: readonly Case[]): readonly string[] => things.flatMap((one, index) => (wanted.every(({ fits }) => fits(one, index + 1)) ? [String(index + 1)] : []));
  const spellings = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 });
  const RUNS = Number(process.env['RUNS'] ?? 80);

  test('give the rows that fit, in both encodings and every spelling of a key', async () => {
    await fc.assert(fc.asyncProperty(cases, spellings, fc.boolean(), async (wanted, spelled, asForm) => {
      const sent = { entity_id: known().number, select_fields: String(known().field('name')), filters: keyed(wanted, spelled) };
      const { json } = await (asForm ? world().form('select', sent) : world().call('select', sent));
      expect(json.error_message).toBeUndefined();
      expect((json.data as readonly { id: string }[]).map(({ id }) => id)).toEqual(fitting(wanted));
    }), { numRuns: RUNS });
  });

  test('give the pages and the totals of those rows', async () => {
    await fc.assert(fc.asyncProperty(cases, fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom(0, 7, 40), async (wanted, size, page, limit) => {
      const { json } = await world().call('select', { entity_id: known().number, filters: keyed(wanted, []), rows_per_page: size, page, limit });
      const all = fitting(wanted).slice(0, limit === 0 ? undefined : limit);
      expect({ ...json, data: (json.data as readonly { id: string }[]).map(({ id }) => id) }).toEqual({ status: 'success', page, number_of_rows: all.length, number_of_pages: Math.ceil(all.length / size), data: all.slice((page - 1) * size, page * size) });
    }), { numRuns: RUNS / 2 });
  });

  test('give, as criteria of an update, the rows whose stored value is the one named', async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(anyCase.filter(({ sent }) => typeof sent !== 'object' || Array.isArray(sent)), { minLength: 1, maxLength: 2, selector: ({ field }) => field }), spellings, async (wanted, spelled) => {
      const data = await world().data('update', { entity_id: known().number, update_by_field: keyed(wanted, spelled), data: {} });
      expect(data).toEqual({ id: fitting(wanted).join(',') });
    }), { numRuns: RUNS / 2 });
  });

  test('are ignored when they are unset or under a key that means nothing', async () => {
    const all = things.map((_one, index) => String(index + 1));
    const ids = async (filters: unknown): Promise<unknown> => (await world().rows(known().number, { filters })).map(({ id }) => id);
    for (const filters of ['', [], { [known().field('amount')]: '' }, { id: '' }, { foo: 'bar' }, { foo: { value: 1, condition: 'include' } }]) expect([filters, await ids(filters)]).toEqual([filters, all]);
  });
});
