import { median, type Cell, type StoreResults } from './measure.ts';
import { TITLES, type ScenarioName } from './scenario-names.ts';
import { KIND_NAMES } from './store-kinds.ts';

/** One promise of the project beside what was measured. */
export interface Bar {
  readonly promise: string;
  readonly measured: string;
  readonly kept: boolean;
}

const BARE_SHARE = 0.7;
const GROWTH = 2;
const ADDS = 2000;
const MIXED_P99_MS = 10;
const TIMES = 50;
/** What the vendor's own server does on such a machine: requests/s with 100,000 clients and 64 connections. */
const SALESMAN: readonly (readonly [scenario: ScenarioName, perSecond: number])[] = [
  ['info', 237], ['list', 14], ['list_full', 14], ['search_rare', 6], ['search_common', 6], ['search_phone', 6], ['update', 147], ['add', 34],
];
const SALESMAN_SIZE = 100_000;
const FLAT: readonly ScenarioName[] = ['list', 'list_filtered', 'list_own', 'search_rare', 'search_common', 'search_phone', 'search_new', 'rk_select_id', 'rk_page', 'rk_text_equal', 'ac_page', 'ac_filtered', 'ac_phone'];

/** The bars that one engine's results allow to judge. */
export function judge(results: readonly StoreResults[]): readonly Bar[] {
  return [...results.flatMap(judgeBare), ...KIND_NAMES.flatMap((kind) => judgeGrowth(results.filter((result) => result.kind === kind))), ...results.flatMap(judgeAdd), ...results.flatMap(judgeMixed), ...results.flatMap(judgeTimes)];
}

export function cellOf({ cells }: StoreResults, scenario: ScenarioName, connections: number): Cell | undefined {
  return cells.find((cell) => cell.scenario === scenario && cell.connections === connections);
}

const thousands = (size: number): string => size.toLocaleString('en-US');
const perSecond = (rate: number): string => `${thousands(Math.round(rate))}/s`;

function judgeBare({ size, bare }: StoreResults): readonly Bar[] {
  if (bare === undefined) return [];
  return [{
    promise: `info ≥ 70% of bare \`node:http\` and a prepared statement (${thousands(size)})`,
    measured: `${Math.round(bare.ratio * 100)}%: ${perSecond(median(bare.ours))} of ${perSecond(median(bare.bare))}; processor time ${Math.round(bare.oursMicroseconds)} of ${Math.round(bare.bareMicroseconds)} µs`,
    kept: bare.ratio >= BARE_SHARE,
  }];
}

/** One connection, so that the time is that of the request and not of the queue before it. */
function judgeGrowth(results: readonly StoreResults[]): readonly Bar[] {
  const [smallest, largest] = [results[0], results.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return [];
  return FLAT.flatMap((scenario) => {
    const [few, many] = [cellOf(smallest, scenario, 1), cellOf(largest, scenario, 1)];
    if (few === undefined || many === undefined) return [];
    const growth = many.figures.p50 / few.figures.p50;
    return [{
      promise: `${TITLES[scenario]}: ${thousands(largest.size)} within 2x of ${thousands(smallest.size)} (p50, one connection)`,
      measured: `${growth.toFixed(1)}x: ${few.figures.p50.toFixed(2)} → ${many.figures.p50.toFixed(2)} ms`,
      kept: growth <= GROWTH,
    }];
  });
}

function judgeAdd(result: StoreResults): readonly Bar[] {
  const cell = cellOf(result, 'add', 64);
  if (cell === undefined) return [];
  return [{ promise: `add ≥ ${thousands(ADDS)}/s at 64 connections, durable (${thousands(result.size)})`, measured: perSecond(cell.figures.perSecond), kept: cell.figures.perSecond >= ADDS }];
}

/** The kernel's turns alone take the milliseconds where PostgreSQL has the same cores: there the bare server says what can be had. */
function judgeMixed({ engine, size, mixed }: StoreResults): readonly Bar[] {
  if (mixed === undefined) return [];
  const { ours: { add, info }, bare } = mixed;
  return [
    {
      promise: `p99 of info ≤ ${MIXED_P99_MS} ms beside 16 writers (${thousands(size)})`,
      measured: `${info.p99.toFixed(1)} ms (p50 ${info.p50.toFixed(1)}), with ${perSecond(add.perSecond)} adds`,
      kept: info.p99 <= MIXED_P99_MS,
    },
    ...(engine === 'sqlite' ? [] : [{
      promise: `as quick at p99 as 70% of the bare server beside the same writers (${thousands(size)})`,
      measured: `${Math.round((bare.info.p99 / info.p99) * 100)}%: ${info.p99.toFixed(1)} ms, the bare server ${bare.info.p99.toFixed(1)} ms, with ${perSecond(add.perSecond)} and ${perSecond(bare.add.perSecond)} adds`,
      kept: bare.info.p99 / info.p99 >= BARE_SHARE,
    }]),
  ];
}

function judgeTimes(result: StoreResults): readonly Bar[] {
  if (result.size !== SALESMAN_SIZE) return [];
  return SALESMAN.flatMap(([scenario, theirs]) => {
    const cell = cellOf(result, scenario, 64);
    if (cell === undefined) return [];
    const times = cell.figures.perSecond / theirs;
    return [{ promise: `${TITLES[scenario]}: ${TIMES} times the vendor's ${theirs}/s`, measured: `${Math.round(times)} times: ${perSecond(cell.figures.perSecond)}`, kept: times >= TIMES }];
  });
}
