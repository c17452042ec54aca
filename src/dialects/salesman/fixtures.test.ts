import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRecord } from '../../core/records/create-record.ts';
import { deleteRecord } from '../../core/records/delete-record.ts';
import { BOSS, KEY, NOON, onEveryEngine, type World } from '../../../test/salesman/world.ts';

interface Step {
  readonly call: string;
  readonly members: object;
  /** When it happens; noon of the tests unless said. */
  readonly at?: string;
}

/** A request and its answer as a document prints them, line by line. */
interface Exchange {
  readonly source: string;
  readonly title: string;
  /** Calls that bring about what the sample takes for granted; `$0` is the clid that the first of them gave. */
  readonly prepare?: readonly Step[];
  readonly request: readonly string[];
  readonly answer: readonly string[];
  /** Placeholders of the document, and what stands for them here. */
  readonly stands?: Readonly<Record<string, string>>;
  /** Record numbers of the document, and which prepared client has them here. */
  readonly ids?: Readonly<Record<string, number>>;
  /** Where the answer depends on the data: numbers given out by the server. */
  readonly varies?: readonly string[];
  /** Members that we send beside the printed ones: those of live servers, and extra fields. */
  readonly extra?: readonly string[];
  /** What is sent in place of the printed value, and `because` of what. */
  readonly sent?: Readonly<Record<string, unknown>>;
  readonly because?: string;
}

interface ErrorCase {
  /** The line of the document: code and text. */
  readonly printed: string;
  /** The document prints the beginning of a text that names more. */
  readonly begins?: boolean;
  readonly prepare?: readonly Step[];
  /** Whether the first prepared client has a deal. */
  readonly deal?: boolean;
  readonly call?: string;
  readonly members?: object;
  readonly apikey?: string;
  readonly login?: string;
  /** The position in the answer of a call that answers item by item. */
  readonly item?: number;
}

interface ErrorList {
  readonly source: string;
  /** Calls that each case is tried with. */
  readonly calls?: readonly string[];
  readonly cases: readonly ErrorCase[];
}

const FOLDER = new URL('./fixtures/', import.meta.url);
// Files of this repository, written in the form above.
const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as T;
const files = (pattern: string): string[] => globSync(pattern, { cwd: FOLDER }).toSorted();

onEveryEngine('what the documentation prints', (given) => {
  for (const file of files('*.json')) {
    const exchange = read<Exchange>(file);
    test(`${exchange.source}: ${exchange.title}`, async () => {
      const world = given();
      try {
        const { answered, expected, more } = await replay(world, exchange);
        expect(JSON.stringify(answered)).toBe(JSON.stringify(expected));
        expect(more.toSorted()).toEqual([...(exchange.extra ?? [])].toSorted());
      } finally {
        await deleteAll(world);
      }
    });
  }

  for (const file of files('errors/*.json')) {
    const { source, cases, calls } = read<ErrorList>(file);
    for (const one of cases) {
      const tried = one.call === undefined ? (calls ?? []) : [one.call];
      for (const call of tried) {
        const how = [one.members, one.apikey && { apikey: one.apikey }, one.login && { login: one.login }].filter((part) => part !== undefined && part !== '');
        test(`${source}: ${call} ${JSON.stringify(how)} is answered ${one.printed}`, async () => {
          const world = given();
          try {
            const [, code = '', text = ''] = /^(\d+) – (.*)$/u.exec(one.printed) ?? [];
            const said = new RegExp(`^${text}${one.begins === true ? '' : '$'}`, 'u');
            expect(await provoke(world, call, one)).toMatchObject({ status: 200, answered: { result: 'Error', error: { code, text: expect.stringMatching(said) } } });
          } finally {
            await deleteAll(world);
          }
        });
      }
    }
  }

  test('every printed sample has its file', () => {
    expect(files('*.json')).toHaveLength(11);
    expect(files('errors/*.json')).toHaveLength(6);
  });
});

interface Replayed {
  /** Our answer without what the document does not print. */
  readonly answered: unknown;
  readonly expected: unknown;
  readonly more: readonly string[];
}

async function replay(world: World, { prepare = [], request, answer, stands = {}, ids = {}, varies = [], sent = {} }: Exchange): Promise<Replayed> {
  const clids = await run(world, prepare);
  const here = (lines: readonly string[]): string => {
    const text = Object.entries(stands).reduce((done, [placeholder, value]) => done.replaceAll(placeholder, value), lines.join('\n'));
    return Object.entries(ids).reduce((done, [printed, index]) => done.replaceAll(new RegExp(`\\b${printed}\\b`, 'gu'), String(clids[index])), text);
  };
  const { text } = await world.request(parseRequest(here(request)));
  const printed = JSON.parse(here(answer)) as unknown;

  let expected: unknown = printed;
  for (const [place, value] of Object.entries(sent)) {
    const index = ids[String(value)];
    expected = put(expected, place, index === undefined ? value : clids[index]);
  }
  const answered = JSON.parse(text) as unknown;
  for (const place of varies) {
    if (typeof at(answered, place) !== 'number') throw new Error(`${place} should be a number of the server: ${text}`);
    expected = put(expected, place, at(answered, place));
  }
  const more: string[] = [];
  return { answered: within(answered, expected, '', more), expected, more };
}

async function provoke(world: World, call: string, { prepare = [], deal, members = {}, apikey = KEY, login = BOSS, item }: ErrorCase): Promise<{ status: number; answered: unknown }> {
  const clids = await run(world, prepare);
  if (deal === true) await createRecord(world.crm, await world.context(), 'deal', { name: 'Сделка', client: clids[0] });
  const headers = { 'content-type': 'application/json', apikey, login };
  const { status, json } = await world.request({ method: 'GET', url: `/developer/v3/${call}`, headers, payload: JSON.stringify(filled(members, clids)) });
  return { status, answered: item === undefined ? json : at(json, String(item)) };
}

async function run(world: World, steps: readonly Step[]): Promise<(number | undefined)[]> {
  const clids: (number | undefined)[] = [];
  for (const { call, members, at: moment } of steps) {
    world.clock.now = moment === undefined ? NOON : Date.parse(moment);
    const answer = await world.call(call, filled(members, clids));
    const data = at(answer, 'data');
    if (typeof data !== 'number') throw new Error(`${call} was refused: ${JSON.stringify(answer)}`);
    clids.push(data);
  }
  world.clock.now = NOON;
  return clids;
}

/** Members with `$0` turned into the clid of the first prepared client. */
function filled(members: object, clids: readonly (number | undefined)[]): object {
  return Object.fromEntries(Object.entries(members).map(([name, value]: [string, unknown]) => [name, typeof value === 'string' && /^\$\d$/u.test(value) ? clids[Number(value.slice(1))] : value]));
}

/** A request as documents print it: the line, the headers, a blank line, the body. */
function parseRequest(text: string): { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload: string } {
  const [head = '', ...rest] = text.split('\n\n');
  const [line = '', ...lines] = head.split('\n');
  const [method, url = ''] = line.split(' ');
  const headers = Object.fromEntries(lines.map((header) => header.split(': ')).map(([name = '', value = '']) => [name, value]));
  return { method: method === 'POST' ? 'POST' : 'GET', url: url.replace(/^https?:\/\/[^/]+/u, ''), headers, payload: rest.join('\n\n') };
}

/** The part of `answered` that `expected` speaks of, in the order of the answer; what else is there goes to `more`. */
function within(answered: unknown, expected: unknown, place: string, more: string[]): unknown {
  if (Array.isArray(answered) && Array.isArray(expected)) return answered.map((item, index) => within(item, expected[index], join(place, String(index)), more));
  if (!isMembers(answered) || !isMembers(expected)) return answered;
  return Object.fromEntries(Object.entries(answered).flatMap(([name, value]) => {
    if (Object.hasOwn(expected, name)) return [[name, within(value, expected[name], join(place, name), more)]];
    more.push(join(place, name));
    return [];
  }));
}

function at(value: unknown, place: string): unknown {
  return place.split('.').reduce<unknown>((part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined), value);
}

/** A copy with another value at one place; the place '' is the whole. */
function put(value: unknown, place: string, replacement: unknown): unknown {
  if (place === '') return replacement;
  const [name = '', ...rest] = place.split('.');
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === name ? put(item, rest.join('.'), replacement) : item));
  return isMembers(value) ? { ...value, [name]: put(value[name], rest.join('.'), replacement) } : value;
}

function join(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function deleteAll(world: World): Promise<void> {
  const deals = await world.rows('SELECT id FROM e_deal WHERE deleted_at IS NULL');
  for (const { id } of deals) await deleteRecord(world.crm, await world.context(), 'deal', Number(id));
  const clients = await world.rows('SELECT id FROM e_client WHERE deleted_at IS NULL');
  for (const { id } of clients) await world.call('client/delete', { clid: Number(id) });
}
