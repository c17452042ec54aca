import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { design, type Designed, type DesignedField } from '../../../test/rukovoditel/designed.ts';
import { onEveryEngine, type World } from '../../../test/rukovoditel/world.ts';
import { addOption } from '../../core/designer/add-option.ts';
import type { FieldSettings } from '../../core/metadata/definitions.ts';
import { optionLists } from '../../core/options/option-lists.ts';
import { CORE_TYPES } from './application/vendor-types.ts';

/** What a client sends for a field, and what a select then says of it. */
interface Trip {
  readonly sent: unknown;
  readonly shown: string;
  /** `_db_value`; absent for the types that have none (Rukovoditel contract 2.3.5). */
  readonly stored?: string;
}

interface Kind extends Omit<DesignedField, 'name' | 'type'> {
  readonly trip: (option: (title: string) => number) => fc.Arbitrary<Trip>;
}

const OPTIONS = ['New', 'Open', 'Wait, or so', 'Закрыт'] as const;
const PEOPLE = { 1: 'Anna Petrova', 2: 'Mia Stone', 3: 'Dmitry Orlov', 4: 'Clara Weiss' } as const;
const GROUPS = { 4: 'Manager', 5: 'Developer', 6: 'Client' } as const;
const PROJECTS = { 1: 'Alpha', 2: 'Beta', 3: 'Проект «Ё», часть 2' } as const;

const storable = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => text.isWellFormed() && !text.includes('\0'));
const line = fc.oneof(storable, fc.constantFrom('', 'Проект «Ёлка» & <b>', '0', ' spaces ', '+7 (342) 254', 'a=b&c[d]=e%20+', "O'Brien \\ \"x\"")).map((text): Trip => ({ sent: text, shown: text }));
const texts = (more: fc.Arbitrary<Trip> = line): Kind => ({ trip: () => fc.oneof(line, more) });
const long = texts(fc.constantFrom('line 1\nline 2\r\n\tline 3', '<p>not HTML here</p>', '*done\nopen').map((text) => ({ sent: text, shown: text })));
const trimmed: Kind = { trip: () => line.map(({ sent, shown }) => ({ sent, shown: shown.trim() })) };
const url: Kind = { trip: () => fc.constantFrom<Trip>({ sent: '', shown: '' }, { sent: 'example.test/a b?c=d&e', shown: 'http://example.test/a b?c=d&e' }, { sent: ' https://example.test ', shown: 'https://example.test' }) };
const html: Kind = { settings: { html: true }, trip: () => fc.constantFrom<Trip>({ sent: '<p>Hi <b>you</b></p>', shown: '<p>Hi <b>you</b></p>' }, { sent: 'no tags', shown: 'no tags' }, { sent: 'x<script>alert(1)</script>', shown: 'x' }, { sent: '', shown: '' }) };

const grouped = (digits: string): string => digits.replace(/(?<=\d)(?=(\d{3})+(?:[.,]|$))/u, ' ');
const numeric = (configuration: object, show: (number: number) => string, settings: FieldSettings = {}): Kind => ({
  configuration, settings,
  trip: () => fc.oneof(fc.constant<Trip>({ sent: '', shown: '' }), fc.tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 3 })).map(([cents, spelling]) => {
    const number = cents / 100;
    return { sent: [number, String(number), String(number).replace('.', ','), grouped(String(number))][spelling], shown: show(number) };
  })),
});
const ignored: Kind = { trip: () => fc.constantFrom<unknown>('5', 'text', '', '2024-05-10').map((sent) => ({ sent, shown: '' })) };
const percent: Kind = { trip: () => fc.oneof(fc.constant<Trip>({ sent: '', shown: '', stored: '' }), fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 3 })).map(([of, spelling]) => ({ sent: [of, String(of), `${of}%`, `${of} %`][spelling], shown: `${of}%`, stored: String(of) }))) };

const two = (value: number): string => String(value).padStart(2, '0');
const moment = fc.date({ min: new Date('2015-01-01T00:00:00Z'), max: new Date('2037-12-31T23:59:59Z'), noInvalidDate: true }).map((date) => ({ y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate(), h: date.getUTCHours(), i: date.getUTCMinutes(), s: date.getUTCSeconds() }));
type Moment = typeof moment extends fc.Arbitrary<infer Of> ? Of : never;
/** Moscow is three hours ahead, in every one of these years. */
const epoch = ({ y, m, d, h, i, s }: Moment): number => Date.UTC(y, m - 1, d, h, i, s) / 1000 - 3 * 3600;
const DAYS: readonly ((at: Moment) => string)[] = [({ y, m, d }) => `${y}-${two(m)}-${two(d)}`, ({ y, m, d }) => `${m}/${d}/${y}`, ({ y, m, d }) => `${two(m)}/${two(d)}/${y}`, ({ y, m, d }) => `${two(d)}.${two(m)}.${y}`, ({ y, m, d }) => `${d}-${m}-${y}`];
const CLOCKS: readonly ((at: Moment) => string)[] = [({ h, i }) => ` ${two(h)}:${two(i)}`, ({ h, i, s }) => ` ${two(h)}:${two(i)}:${two(s)}`, ({ h, i, s }) => `T${two(h)}:${two(i)}:${two(s)}`, ({ h, i, s }) => `T${two(h)}:${two(i)}:${two(s)}+05:00`];
const NO_DATE = fc.constantFrom<Trip>({ sent: '', shown: '', stored: '' }, { sent: 'soon', shown: '', stored: '' }, { sent: '0', shown: '', stored: '' }, { sent: '2024-02-30', shown: '', stored: '' });
const day = (configuration: object, show: (at: Moment) => string): Kind => ({
  configuration,
  trip: () => fc.oneof({ weight: 1, arbitrary: NO_DATE }, { weight: 6, arbitrary: fc.tuple(moment, fc.constantFrom(...DAYS), fc.constantFrom(...CLOCKS, () => '', () => ''), fc.boolean()).map(([at, date, clock, digits]) => ({
    sent: digits ? epoch(at) : date(at) + clock(at), shown: show(at), stored: String(epoch({ ...at, h: 0, i: 0, s: 0 })),
  })) }),
});
const american = ({ y, m, d }: Moment): string => `${two(m)}/${two(d)}/${y}`;
const instant: Kind = {
  trip: () => fc.oneof({ weight: 1, arbitrary: NO_DATE }, { weight: 6, arbitrary: fc.tuple(moment, fc.constantFrom(...DAYS), fc.constantFrom(...CLOCKS), fc.boolean()).map(([at, date, clock, digits]) => {
    const kept = digits || clock(at).split(':').length > 2 ? at : { ...at, s: 0 };
    return { sent: digits ? String(epoch(at)) : date(at) + clock(at), shown: `${american(at)} ${two(at.h)}:${two(at.i)}`, stored: String(epoch(kept)) };
  }) }),
};
const time: Kind = { trip: () => fc.oneof(fc.constantFrom<Trip>({ sent: '', shown: '', stored: '' }, { sent: '00:00', shown: '', stored: '0' }, { sent: '25:00', shown: '', stored: '' }), fc.tuple(fc.integer({ min: 1, max: 1439 }), fc.constantFrom('', ':59')).map(([minutes, seconds]) => ({ sent: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}${seconds}`, shown: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, stored: String(minutes) }))) };

const choice: Kind = { options: OPTIONS, trip: (option) => fc.oneof(fc.constantFrom<Trip>({ sent: '', shown: '', stored: '' }, { sent: '0', shown: '', stored: '' }, { sent: 99_999, shown: '', stored: '' }), fc.tuple(fc.constantFrom(...OPTIONS), fc.boolean()).map(([title, text]) => ({ sent: text ? String(option(title)) : option(title), shown: title, stored: String(option(title)) }))) };
const listed = (ids: readonly number[]): fc.Arbitrary<unknown> => fc.constantFrom<unknown>(ids.join(','), ` ${ids.join(', ')}\n`, ids.length === 0 ? '' : ids, ids.length === 0 ? '' : ids.map(String));
const many = (nameOf: (id: number) => string, ids: fc.Arbitrary<readonly number[]>): fc.Arbitrary<Trip> => ids.chain((some) => listed(some).map((sent) => ({ sent, shown: some.map(nameOf).join(', '), stored: some.join(',') })));
const shuffled = <Of>(all: readonly Of[]): fc.Arbitrary<readonly Of[]> => fc.shuffledSubarray([...all]);
const choices: Kind = { options: OPTIONS, trip: (option) => shuffled(OPTIONS).chain((titles) => listed(titles.map(option)).map((sent) => ({ sent, shown: titles.join(', '), stored: titles.map(option).join(',') }))) };
const named = (names: Readonly<Record<number, string>>, entity: string): Kind => ({ settings: { entity }, trip: () => many((id) => names[id] ?? '', shuffled(Object.keys(names).map(Number))) });
const leaf: Kind = { options: ['Root'], trip: (option) => fc.constantFrom<Trip>({ sent: '', shown: '', stored: '' }, ...[option('Leaf'), [option('Root'), option('Branch'), option('Leaf')], `${option('Root')},${option('Branch')},${option('Leaf')}`].map((sent) => ({ sent, shown: 'Root, Branch, Leaf', stored: [option('Root'), option('Branch'), option('Leaf')].join(',') })), { sent: option('Root'), shown: 'Root', stored: String(option('Root')) }) };
const truth = (empty: Trip): Kind => ({ trip: () => fc.constantFrom<Trip>(...[true, 'true', 1, '1'].map((sent) => ({ sent, shown: 'Yes', stored: 'true' })), ...[false, 'false', 0, '0'].map((sent) => ({ sent, shown: 'No', stored: 'false' })), empty) });
const worded: Kind = { configuration: { text_boolean_true: 'Paid', text_boolean_false: 'Owed' }, trip: () => fc.constantFrom<Trip>({ sent: 'true', shown: 'Paid', stored: 'true' }, { sent: false, shown: 'Owed', stored: 'false' }) };

const FILES = fc.uniqueArray(fc.constantFrom('a.txt', 'my plan, v1.txt', 'отчёт.pdf', 'b'), { maxLength: 3 }).map((names) => names.map((name) => ({ name, content: 'SGk=' })));
const shownName = ({ name }: { readonly name: string }): string => name.replaceAll(/[ ,]/gu, '_');
const attachments: Kind = { trip: () => FILES.map((files) => ({ sent: files.length === 0 ? '' : files, shown: files.map(shownName).join(',') })) };
const oneFile: Kind = { settings: { maxItems: 1 }, trip: () => FILES.map((files) => ({ sent: files.length === 1 ? files[0] : files.length === 0 ? '' : files, shown: files.slice(-1).map(shownName).join('') })) };

/** Every type that is kept here (Rukovoditel contract 3.4). */
const KINDS: Readonly<Record<string, Kind>> = {
  input: texts(fc.constantFrom<Trip>({ sent: 12.5, shown: '12.5' }, { sent: true, shown: '1' })), input_masked: texts(), input_dynamic_mask: texts(), input_protected: texts(), input_encrypted: texts(), input_ip: texts(), input_vpic: texts(),
  video: texts(), iframe: texts(), barcode: texts(), mind_map: long, color: texts(), yandex_map: texts(), google_map: texts(), mapbbcode: texts(),
  input_url: url, input_email: trimmed, phone: trimmed, textarea: long, textarea_encrypted: long, textarea_wysiwyg: html, todo_list: long,
  input_numeric: numeric({ number_format: '2/./*' }, (number) => number.toFixed(2)), input_numeric_comments: numeric({}, String, { additive: true }), progress: percent,
  js_formula: { trip: () => fc.constantFrom('', '12.50', '7').map((text) => ({ sent: text, shown: text })) },
  mysql_query: ignored, ajax_request: ignored, php_code: ignored, nested_calculations: ignored, years_difference: ignored, months_difference: ignored, days_difference: ignored, hours_difference: ignored,
  input_date: day({}, american), input_date_extra: day({ date_format: 'd.m.Y' }, ({ y, m, d }) => `${two(d)}.${two(m)}.${y}`), input_datetime: instant, dynamic_date: { trip: () => fc.constant({ sent: '2024-05-10', shown: '', stored: '' }) }, time,
  dropdown: choice, radioboxes: choice, stages: choice, autostatus: { options: OPTIONS, trip: (option) => fc.constant({ sent: option('New'), shown: '', stored: '' }) }, image_map: choice,
  dropdown_multiple: choices, checkboxes: choices, dropdown_multilevel: leaf, tags: { ...choices, settings: { open: true } }, grouped_users: choices,
  boolean: truth({ sent: '', shown: '', stored: '' }), boolean_checkbox: truth({ sent: 'whatever', shown: 'No', stored: 'false' }),
  users: named(PEOPLE, 'user'), users_ajax: named(PEOPLE, 'user'), user_roles: named(PEOPLE, 'user'), users_approve: named(PEOPLE, 'user'), access_group: named(GROUPS, 'role'),
  entity: named(PROJECTS, 'projects'), entity_ajax: named(PROJECTS, 'projects'),
  entity_multilevel: { settings: { entity: 'projects' }, trip: () => fc.constantFrom<Trip>({ sent: '', shown: '', stored: '' }, { sent: 1, shown: 'Alpha', stored: '1' }, { sent: '3', shown: PROJECTS[3], stored: '3' }) },
  attachments, input_file: oneFile, image: oneFile, image_ajax: oneFile, '3dviewer': attachments,
};
/** Values that the record has whatever is sent. */
const GENERATED: Readonly<Record<string, Kind & { readonly like: RegExp }>> = {
  random_value: { like: /^[A-Z2-9]{10}$/u, trip: () => line }, auto_increment: { like: /^N-\d+\/x$/u, configuration: { prefix: 'N-', suffix: '/x' }, trip: () => fc.constant({ sent: '', shown: '' }) },
  formula: { like: /^4\.00$/u, settings: { formula: '2 + 2', decimals: 2 }, trip: () => line }, text_pattern: { like: /^4 x$/u, settings: { formula: "CONCAT(2 + 2, ' x')" }, trip: () => line }, text_pattern_static: { like: /^4$/u, settings: { formula: '2 + 2' }, trip: () => line },
};
const ALL = { ...KINDS, ...GENERATED };

test('every type that is kept has its round trip here', () => {
  expect(Object.keys(ALL).toSorted()).toEqual(Object.keys(CORE_TYPES).toSorted());
});

onEveryEngine('what is written in a documented format', (current) => {
  const world = (): World => current();
  let designed: Designed | undefined;
  const known = (): Designed => { if (designed === undefined) throw new Error('not made yet'); return designed; };
  const nameOf = (type: string): string => `f_${type}`;

  beforeAll(async () => {
    for (const title of Object.values(PROJECTS)) await world().insert(21, { field_158: title });
    const fields = Object.entries(ALL).map(([type, { trip: _trip, ...kind }]) => ({ vendor: type, ...kind, name: nameOf(type), type: CORE_TYPES[type] ?? 'text' }));
    const made = await design(world(), 'everything', [...fields, { name: 'f_worded', type: 'boolean', configuration: worded.configuration ?? {} }]);
    // A tree of three: root, branch, leaf.
    const root = await world().context('root');
    const list = (await made.wire()).field(made.field('f_dropdown_multilevel'))?.core?.settings.list ?? '';
    const top = optionLists(await world().crm.directory()).of(list).byTitle('Root')?.id ?? 0;
    const branch = await addOption(world().crm, root, list, { title: 'Branch', parent: top });
    await addOption(world().crm, root, list, { title: 'Leaf', parent: branch });
    const lists = optionLists(await world().crm.directory());
    designed = { ...made, option: (field, title) => (field === 'f_dropdown_multilevel' ? (lists.of(list).byTitle(title)?.number ?? -1) : made.option(field, title)) };
  });

  const trips = fc.constant(undefined).chain(() => fc.record(Object.fromEntries([...Object.entries(KINDS).map(([type, kind]) => [nameOf(type), kind.trip((title) => known().option(nameOf(type), title))] as const), ['f_worded', worded.trip(() => 0)] as const])));
  const written = (sent: Readonly<Record<string, Trip>>): Record<string, unknown> => Object.fromEntries(Object.entries(sent).map(([name, trip], index) => [`${index % 3 === 0 ? '' : 'field_'}${known().field(name)}`, trip.sent]));
  const expected = (sent: Readonly<Record<string, Trip>>): Record<string, string> => Object.fromEntries(Object.entries(sent).flatMap(([name, { shown, stored }]) => [[String(known().field(name)), shown], ...(stored === undefined ? [] : [[`${known().field(name)}_db_value`, stored]])]));
  const read = async (id: string, names: readonly string[]): Promise<Record<string, string>> => {
    const [row = {}] = await world().rows(known().number, { filters: { id }, select_fields: names.map((name) => known().field(name)).join(',') });
    const { id: _id, parent_item_id: _parent, date_added: _added, date_updated: _updated, created_by: _author, ...fields } = row;
    return fields;
  };

  test('reads back in the documented one, the stored value beside it where the type has one', async () => {
    await fc.assert(fc.asyncProperty(trips, trips, fc.boolean(), async (first, second, asForm) => {
      const say = asForm ? world().form : world().call;
      const { json } = await say('insert', { entity_id: known().number, items: written(first) });
      expect(json.error_message).toBeUndefined();
      const { id } = json.data as { readonly id: string };
      expect(await read(id, Object.keys(first))).toEqual(expected(first));
      const answer = await say('update', { entity_id: known().number, update_by_field: { id }, data: written(second) });
      expect(answer.json).toEqual({ status: 'success', data: { id } });
      expect(await read(id, Object.keys(second))).toEqual(expected(second));
    }), { numRuns: Number(process.env['RUNS'] ?? 8) });
  });

  test('is left out where the value makes itself, and that one stays', async () => {
    const names = Object.keys(GENERATED).map(nameOf);
    const id = await world().insert(known().number, Object.fromEntries(Object.keys(GENERATED).map((type) => [`field_${known().field(nameOf(type))}`, type === 'auto_increment' ? '' : 'sent'])));
    const before = await read(id, names);
    expect(before).toEqual(Object.fromEntries(Object.entries(GENERATED).map(([type, { like }]) => [String(known().field(nameOf(type))), expect.stringMatching(like)])));
    await world().data('update', { entity_id: known().number, update_by_field: { id }, data: { [known().field('f_random_value')]: 'sent', [known().field('f_formula')]: 9 } });
    expect(await read(id, names)).toEqual(before);
  });
});
