import { parseArgs } from 'node:util';
import { SCENARIO_NAMES, type ScenarioName } from './scenario-names.ts';
import type { KindName } from './store-kinds.ts';

export const ENGINES = ['sqlite', 'postgres'] as const;
export type EngineName = (typeof ENGINES)[number];

/** What is measured, and for how long. */
export interface BenchOptions {
  /** Numbers of rows, for each kind of store. */
  readonly sizes: Readonly<Record<KindName, readonly number[]>>;
  readonly engines: readonly EngineName[];
  readonly scenarios: readonly ScenarioName[];
  /** Whether delivery of events is measured. */
  readonly delivery: boolean;
  readonly connections: readonly number[];
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How long each scenario runs at the most connections before it is measured; 0: not at all. */
  readonly firstSeconds: number;
  /** Alternating rounds beside the bare server. */
  readonly rounds: number;
  /** Rounds of adds and reads at once, ours and the bare server's in turn. */
  readonly mixedRounds: number;
  /** The page to write; absent: the tables are only printed. */
  readonly page: string | undefined;
}

const DELIVERY = 'delivery';
const SIZE = /^(\d+)(k|m)?$/u;
const FACTORS = { k: 1000, m: 1_000_000 } as const;

export const USAGE = `npm run bench -- [options]
  --sizes 10k,100k,1m         clients in the store, customers of a school; records of an entity of 40 fields: 10k,100k unless said
  --engines sqlite,postgres
  --seconds 3                 length of each measurement
  --only info,list            ${SCENARIO_NAMES.join(', ')}, delivery
  --quick                     1 s each, at 1 and 64 connections
  --out docs/benchmarks.md    the page to write; with --quick or --only none is written unless this says so`;

/** Reads the command line; throws a sentence on a mistake. */
export function readOptions(args: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string' }, engines: { type: 'string', default: ENGINES.join(',') },
      seconds: { type: 'string' }, only: { type: 'string' }, quick: { type: 'boolean', default: false }, out: { type: 'string' }, help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const seconds = Number(values.seconds ?? (values.quick ? 1 : 3));
  if (!(seconds > 0)) throw new Error('--seconds must be a number above 0.');
  const only = values.only?.split(',');
  const partial = values.quick || values.only !== undefined;
  return {
    sizes: { clients: readSizes(values.sizes ?? '10k,100k,1m'), designed: readSizes(values.sizes ?? '10k,100k'), school: readSizes(values.sizes ?? '10k,100k,1m') },
    engines: values.engines.split(',').map((name) => known(ENGINES, name)),
    scenarios: only === undefined ? SCENARIO_NAMES : only.filter((name) => name !== DELIVERY).map((name) => known(SCENARIO_NAMES, name)),
    delivery: only === undefined || only.includes(DELIVERY),
    connections: values.quick ? [1, 64] : [1, 16, 64],
    seconds,
    warmUpSeconds: Math.min(1, seconds / 2),
    firstSeconds: values.quick ? 0 : 4,
    rounds: values.quick ? 8 : 25,
    mixedRounds: values.quick ? 1 : 5,
    page: values.out ?? (partial ? undefined : 'docs/benchmarks.md'),
  };
}

function readSizes(text: string): readonly number[] {
  return text.split(',').map(readSize).toSorted((left, right) => left - right);
}

function readSize(text: string): number {
  const [, digits, unit] = SIZE.exec(text) ?? [];
  if (digits === undefined) throw new Error(`--sizes: "${text}" is no number such as 500, 10k or 1m.`);
  return Number(digits) * (unit === 'k' || unit === 'm' ? FACTORS[unit] : 1);
}

function known<Name extends string>(names: readonly Name[], name: string): Name {
  const found = names.find((candidate) => candidate === name);
  if (found === undefined) throw new Error(`"${name}" is none of ${names.join(', ')}.`);
  return found;
}
