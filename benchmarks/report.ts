import { cpus, totalmem } from 'node:os';
import { cellOf, judge } from './bars.ts';
import type { DeliveryResults } from './delivery.ts';
import { median, type MixedComparison, type MixedRound, type StoreResults } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { TITLES } from './scenario-names.ts';
import { STORE_KINDS } from './store-kinds.ts';

export interface Versions {
  readonly tolmach: string;
  readonly node: string;
  readonly sqlite: string;
  readonly postgres: string | undefined;
}

export interface ReportParts {
  readonly options: BenchOptions;
  readonly results: readonly StoreResults[];
  readonly deliveries: readonly DeliveryResults[];
  readonly versions: Versions;
  readonly postgresSettings: Readonly<Record<string, string>>;
  readonly date: Date;
}

const ENGINE_TITLES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;
const GIB = 1024 ** 3;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const number = (value: number): string => Math.round(value).toLocaleString('en-US');
const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1));
const megabytes = (value: number | undefined): string => (value === undefined ? '-' : `${Math.round(value)} MB`);

/** The page of a run. */
export function writeReport(parts: ReportParts): string {
  const { results, deliveries, options } = parts;
  const engines = options.engines.map((engine) => ({ title: ENGINE_TITLES[engine], results: results.filter((result) => result.engine === engine) })).filter((engine) => engine.results.length > 0);
  return [
    '# Benchmarks', '',
    'Written by `npm run bench`; not edited by hand. How it measures is said at the end.', '',
    conditions(parts),
    ...engines.flatMap((engine) => ['', `## ${engine.title}`, '', ...barsOf(engine.results), '', ...engine.results.flatMap((result) => [...storeOf(result, options), ''])]),
    ...deliveryOf(deliveries),
    method(options), '',
  ].join('\n');
}

function deliveryOf(deliveries: readonly DeliveryResults[]): readonly string[] {
  if (deliveries.length === 0) return [];
  const rate = (rounds: DeliveryResults['told']): string => `${number(median(rounds.map(({ perSecond }) => perSecond)))}/s, ${number(median(rounds.map(({ microseconds }) => microseconds)))} µs`;
  const rows = deliveries.map(({ engine, fanOut, fanOutMicroseconds, told, untold, cost, processorCost }) => [
    ENGINE_TITLES[engine], `${number(fanOut)}/s`, `${number(fanOutMicroseconds)} µs`, rate(told), rate(untold), `${Math.round(cost * 100)}%`, `${Math.round(processorCost * 100)}%`,
  ]);
  return [
    '', '## Delivery of events', '',
    table(['', 'fan-out to 8 webhooks', 'processor time of a delivery', 'requests with delivery', 'without', 'fewer requests', 'more processor time for each'], rows), '',
    '- Fan-out: 8 webhooks of one receiver on the same machine (`node:http`, 204 at once) are sent again the 1,000 events that each has had, signed, with nothing else to do. The processor time is that of all threads of the server.',
    '- Requests: `client/update` and `client/info` in turn on 16 connections, while one webhook is told of each change, and while it is switched off, round by round; what it costs is the middle one of neighbouring rounds. While requests take most of the time of a process, it delivers one event for 25 of them, fifty a second at least and a hundred at most, and the rest when they let it: what is told later is told all the same.', '',
  ];
}

function conditions({ versions, postgresSettings, date }: ReportParts): string {
  const settings = Object.entries(postgresSettings).map(([name, value]) => `${name} ${value}`).join(', ');
  return table(['', ''], [
    ['Date', date.toISOString().slice(0, 10)],
    ['Machine', `${cpus().length} cores, ${Math.round(totalmem() / GIB)} GB of memory, ${process.platform} ${process.arch}, virtual and shared; server, database and load on the same cores`],
    ['Tolmach', `${versions.tolmach}, one process, settings as they come`],
    ['Node', versions.node],
    ['SQLite', `${versions.sqlite}, WAL, synchronous FULL`],
    ...(versions.postgres === undefined ? [] : [['PostgreSQL', `${versions.postgres}, fsync and synchronous_commit on, ${settings}`]]),
  ]);
}

function barsOf(results: readonly StoreResults[]): readonly string[] {
  const bars = judge(results);
  return bars.length === 0 ? [] : [table(['Bar', 'Measured', 'Kept'], bars.map(({ promise, measured, kept }) => [promise, measured, kept ? 'yes' : '**no**']))];
}

function storeOf(result: StoreResults, options: BenchOptions): readonly string[] {
  const kind = STORE_KINDS[result.kind];
  const rows = options.scenarios.filter((scenario) => kind.scenarios.includes(scenario)).map((scenario) => [
    TITLES[scenario],
    ...options.connections.flatMap((connections) => {
      const cell = cellOf(result, scenario, connections);
      return cell === undefined ? ['-', '-', '-'] : [number(cell.figures.perSecond), ms(cell.figures.p50), ms(cell.figures.p99)];
    }),
    megabytes(cellOf(result, scenario, Math.max(...options.connections))?.memoryMb),
  ]);
  const columns = options.connections.flatMap((connections) => [`${connections}: req/s`, 'p50 ms', 'p99 ms']);
  return [`### ${number(result.size)} ${kind.rows}`, '', table(['Connections', ...columns, 'memory'], rows), '', ...factsOf(result)];
}

function factsOf({ kind, startMs, idleMemoryMb, peakMemoryMb, loadRate, bare, pace, mixed }: StoreResults): readonly string[] {
  return [
    `- Start to ready: ${number(median(startMs))} ms (${startMs.map(number).join(', ')}). Memory when idle ${megabytes(idleMemoryMb)}, largest ${megabytes(peakMemoryMb)}; of a SQLite store this counts the pages of the file that are mapped.`,
    ...(loadRate === undefined ? [] : [`- Filled at ${number(loadRate)} ${kind === 'clients' ? 'clients/s, each with its history line, contact points,' : 'records/s, each with its contact points, list items,'} search index, change log and outbox rows.`]),
    ...(bare === undefined ? [] : [`- Rounds beside the bare server, taking turns: ours ${bare.ours.map(number).join(', ')}; bare ${bare.bare.map(number).join(', ')}.`]),
    ...(pace.length === 0 ? [] : [`- The bare server before each line of the table, on as many connections as it has at most: ${pace.map(number).join(', ')} a second. It does the same each time: how far these differ, so far are the other figures the machine's and not ours.`]),
    ...(mixed === undefined ? [] : mixedOf(mixed)),
  ];
}

function mixedOf({ ours, bare, oursP99, bareP99 }: MixedComparison): readonly string[] {
  const of = ({ add, info }: MixedRound): string => `add ${number(add.perSecond)}/s, p99 ${ms(add.p99)} ms; info ${number(info.perSecond)}/s, p50 ${ms(info.p50)}, p99 ${ms(info.p99)}, longest ${ms(info.max)} ms`;
  return [
    `- 16 adding and 16 reading at once: ${of(ours)}. p99 of info in all rounds: ${oursP99.map(ms).join(', ')}.`,
    `- The same 16 adding to Tolmach, and 16 reading from the bare server: ${of(bare)}. p99 of its reads: ${bareP99.map(ms).join(', ')}.`,
  ];
}

function method({ seconds, warmUpSeconds, firstSeconds, rounds, mixedRounds, sizes: { clients: sizes }, engines }: BenchOptions): string {
  return [
    '## How it is measured', '',
    `- The built server runs as its operator runs it. A process of its own makes the load over raw sockets, keep-alive, one request in flight a connection; ${warmUpSeconds} s of warm-up, and until each request of the scenario was answered once; ${seconds} s of counting.${firstSeconds > 0 ? ` Before its first measurement each scenario runs for ${firstSeconds} s: a server just started has not compiled its code.` : ''} Every answer is read whole and checked: an error, or an answer without what it must hold, ends the run.`,
    '- Requests are SalesMan calls: POST with a JSON body, key and login in headers. Ids are random over the whole table; the phone numbers are those of 200 clients all over it.',
    '- Lists and searches are asked for again and again, as by who turns pages or looks every minute: totals are remembered and kept true, and of a selection of at most 200 its records too. Only the search by words not asked before counts and searches each time.',
    '- Calls on records of 40 fields are Rukovoditel ones: `POST api/rest.php` with a form, and key, login and password in each. The entity was designed at run time: 10 texts, 6 options, 3 multiple options, 4 dates, 4 moments, 4 decimals, 2 check-boxes, 2 users, 2 long texts, e-mail, phone, address on the net; a code, a status, a date and a user have an index.',
    '- Calls on a school are alfaCRM ones: `POST /v2api/1/…` with a JSON body and a token that was taken once. Four of five customers are clients, and lists show them alone; each has one phone, all are of one branch. There is a lesson for ten customers, spread over a year: half of them conducted (without attendance), half planned.',
    '- Clients are Russian companies and people with one or two phones, e-mail, address, note; 40 owners, territories and sources with a skew. They are written through the storage layer, so every shadow column, index, contact point, log and outbox row is there.',
    `- The bare server is \`node:http\` with one prepared statement (PostgreSQL: \`pg\`, a named statement, a pool of 4) that reads 26 columns of the same row by the id in a JSON body and does nothing else: no accounts, no rights, no formats. It and ours take turns for ${rounds} rounds of half a second; the ratio is the middle one of those of neighbouring rounds. Processor time is that of the server's process, all threads, by the system's count.`,
    `- Adding and reading at once: a process that adds and one that reads, each for ${seconds * 2} s; ${mixedRounds} rounds, in turn with as many in which the readers ask the bare server instead, while the writers add to Tolmach all the same. Shown is the round whose p99 is the middle one.`,
    '- Server, PostgreSQL and load share the cores named above, so figures at 64 connections are those of a machine that is full; p99 there is mostly waiting in line.',
    '- The store is not emptied between rows of a table: updates and adds come last, reads find what was loaded.',
    '',
    'To repeat:', '', '```sh',
    'npm run bench                                  # everything; an hour and more',
    `npm run bench -- --sizes ${sizes.map((size) => (size % 1_000_000 === 0 ? `${size / 1_000_000}m` : `${size / 1000}k`)).join(',')} --engines ${engines.join(',')} --seconds ${seconds}`,
    'npm run bench -- --quick --sizes 10k           # a minute or two, printed only',
    'npm run bench -- --only info,add --sizes 100k --engines sqlite', '```',
  ].join('\n');
}
