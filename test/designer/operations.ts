import { DESIGNED, OPTIONS } from '../../benchmarks/designed-fields.ts';
import { memberOf, type CallNative, type NativeAnswer } from './native-caller.ts';
import type { PlannedCounts } from './planned-counts.ts';

export interface Workplace {
  readonly call: CallNative;
  /** The records that were there before the run; they have the ids from 1 on. */
  readonly rows: number;
  readonly plan: PlannedCounts;
  /** How many records were added over the other language so far. */
  added(): number;
}

/** Something that a designer does to the entity in use. */
export interface Operation {
  readonly title: string;
  /** Goes through all records, and writes them: a quick run leaves it out. */
  readonly long?: true;
  /** Gives what was not as it should be. */
  perform(place: Workplace): Promise<readonly string[]>;
  /** Asked afterwards, when the clock has stopped; gives what was not as it should be. */
  check?(place: Workplace): Promise<readonly string[]>;
}

const FIELDS = `/meta/entities/${DESIGNED.name}/fields`;
const RECORDS = `/records/${DESIGNED.name}`;
const NO_NUMBER = 'не указано';
const PLANTED = 100;
const LEAST = { price: [1, 25_000, 50_000, 99_990], amount: [0, 0.5, 100, 333.33, 999], weight: [0, 10, 250, 499] } as const;

/** All of them, in the order in which they are done. */
export const OPERATIONS: readonly Operation[] = [
  { title: 'add a text field', perform: ({ call }) => done(call('POST', FIELDS, newField('run_text', { type: 'text' })), 201) },
  { title: 'add an indexed number field', perform: ({ call }) => done(call('POST', FIELDS, newField('run_number', { type: 'decimal', indexed: true })), 201) },
  { title: 'add a unique text field', perform: ({ call }) => done(call('POST', FIELDS, newField('run_code', { type: 'text', unique: 'all' })), 201), check: checkUnique },
  { title: 'rename a field', perform: ({ call }) => done(call('PATCH', `${FIELDS}/run_text`, { label: { ru: 'Иначе', en: 'Otherwise' } }), 200) },
  { title: 'let the search look into the new field', perform: ({ call }) => done(call('PATCH', `${FIELDS}/run_text`, { searched: true }), 200), check: checkSearched },
  { title: 'take it out of the search', perform: ({ call }) => done(call('PATCH', `${FIELDS}/run_text`, { searched: false }), 200), check: ({ call }) => found(call, 0) },
  { long: true, title: 'add a formula, worked out for all records', perform: ({ call }) => done(call('POST', FIELDS, newField('run_total', { type: 'formula', settings: { formula: '[price] * 2' } })), 201), check: checkFormula },
  { title: 'retype the indexed number to a whole number', perform: ({ call }) => done(call('POST', `${FIELDS}/run_number/retype`, { type: 'integer' }), 200) },
  { long: true, title: 'retype a number to a text', perform: ({ call }) => done(call('POST', `${FIELDS}/amount/retype`, { type: 'text', on_failure: 'clear' }), 200), check: plantTexts },
  { long: true, title: 'dry run: that text to a number', perform: dryRun },
  { long: true, title: 'retype that text to a number, clearing what is none', perform: ({ call }) => done(call('POST', `${FIELDS}/amount/retype`, { type: 'decimal', on_failure: 'clear' }), 200), check: checkAmounts },
  { long: true, title: 'retype an option to a text', perform: ({ call }) => done(call('POST', `${FIELDS}/category/retype`, { type: 'text', on_failure: 'clear' }), 200), check: checkCategories },
  { title: 'remove a field', perform: ({ call }) => done(call('DELETE', `${FIELDS}/weight`), 204), check: checkRemoved },
  { title: 'restore it', perform: ({ call }) => done(call('POST', `${FIELDS}/weight/restore`, {}), 200), check: (place) => compareTotals(place, 'weight', LEAST.weight) },
  { title: 'remove it again', perform: ({ call }) => done(call('DELETE', `${FIELDS}/weight`), 204), check: checkRemoved },
];

function newField(name: string, more: object): object {
  return { name, label: { ru: name, en: name }, ...more };
}

async function done(answer: Promise<NativeAnswer>, status: number): Promise<readonly string[]> {
  const { status: got, json } = await answer;
  return got === status ? [] : [`answered ${got} instead of ${status}: ${JSON.stringify(json).slice(0, 500)}`];
}

/** The size of a selection among the records that were there before the run. */
async function totalOf({ call, rows }: Workplace, filter: object): Promise<unknown> {
  const query = new URLSearchParams({ filter: JSON.stringify({ id: { to: rows }, ...filter }), limit: '1', fields: 'name' });
  const { status, json } = await call('GET', `${RECORDS}?${query}`);
  return status === 200 ? memberOf(json, 'total') : `an answer ${status}`;
}

async function compare(place: Workplace, filter: object, planned: number): Promise<readonly string[]> {
  const total = await totalOf(place, filter);
  return total === planned ? [] : [`${JSON.stringify(filter)} finds ${String(total)} records, ${planned} were planned`];
}

async function compareTotals(place: Workplace, field: keyof typeof LEAST, all: readonly number[]): Promise<readonly string[]> {
  return one(all, (least) => compare(place, { [field]: { from: least } }, place.plan.atLeast(field, least)));
}

async function one<Item>(items: readonly Item[], check: (item: Item) => Promise<readonly string[]>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const item of items) faults.push(...(await check(item)));
  return faults;
}

async function checkUnique({ call }: Workplace): Promise<readonly string[]> {
  return [
    ...(await done(call('PATCH', `${RECORDS}/1`, { run_code: 'Первый' }), 200)),
    ...(await done(call('PATCH', `${RECORDS}/2`, { run_code: 'ПЕРВЫЙ' }), 409)),
    ...(await done(call('PATCH', `${RECORDS}/1`, { run_text: 'слоновник', run_number: 12 }), 200)),
  ];
}

async function found(call: CallNative, planned: number): Promise<readonly string[]> {
  const { json } = await call('GET', `${RECORDS}?${new URLSearchParams({ search: 'слоновник' })}`);
  const total = memberOf(json, 'total');
  return total === planned ? [] : [`the search finds ${String(total)} records, ${planned} were planned`];
}

function checkSearched({ call }: Workplace): Promise<readonly string[]> {
  return found(call, 1);
}

function checkFormula(place: Workplace): Promise<readonly string[]> {
  return one(LEAST.price, (least) => compare(place, { run_total: { from: least * 2 } }, place.plan.atLeast('price', least)));
}

/** The ids of records all over the store. */
function plantedIds({ rows }: Workplace): readonly number[] {
  return Array.from({ length: Math.min(PLANTED, rows) }, (_, index) => 1 + Math.floor((index * rows) / Math.min(PLANTED, rows)));
}

/** Writes texts that are no numbers, for the conversions that follow. */
async function plantTexts(place: Workplace): Promise<readonly string[]> {
  const whole = await compare(place, { amount: { empty: false } }, place.rows);
  return [...whole, ...(await one(plantedIds(place), (id) => done(place.call('PATCH', `${RECORDS}/${id}`, { amount: NO_NUMBER }), 200)))];
}

/** What was added while the report was being made may be in it or not. */
async function dryRun(place: Workplace): Promise<readonly string[]> {
  const before = place.added();
  const { status, json } = await place.call('POST', `${FIELDS}/amount/retype`, { type: 'decimal', dry_run: true });
  const [records, converts, empty, fails] = ['records', 'converts', 'empty', 'fails'].map((name) => Number(memberOf(json, 'report', name)));
  const planted = plantedIds(place).length;
  const others = place.rows - planted;
  const plausible = fails === planted && empty === 0 && records === (converts ?? 0) + planted && (converts ?? 0) >= others + before && (converts ?? 0) <= others + place.added() + 2;
  return status === 200 && plausible ? [] : [`answered ${status}: ${JSON.stringify(memberOf(json, 'report')).slice(0, 300)}; ${planted} of ${place.rows} records and ${before} to ${place.added()} more were planned to fail`];
}

async function checkAmounts(place: Workplace): Promise<readonly string[]> {
  const planted = plantedIds(place);
  const cleared = await compare(place, { amount: { empty: true } }, planted.length);
  return [...cleared, ...(await one(LEAST.amount, (least) => compare(place, { amount: { from: least } }, place.plan.atLeast('amount', least) - planted.filter((id) => place.plan.amountOf(id) >= least).length)))];
}

function checkCategories(place: Workplace): Promise<readonly string[]> {
  return one(Array.from({ length: OPTIONS }, (_, index) => index + 1), (option) => compare(place, { category: `category ${option}` }, place.plan.withCategory(option)));
}

async function checkRemoved({ call }: Workplace): Promise<readonly string[]> {
  const { status } = await call('GET', `${RECORDS}?${new URLSearchParams({ filter: '{"weight":{"from":1}}' })}`);
  return status === 400 ? [] : [`a removed field can still be asked about: ${status}`];
}
