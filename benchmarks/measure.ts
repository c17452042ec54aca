import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer, type ServerProcess } from '../test/support/server-process.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';
import { startBareServer } from './bare-process.ts';
import { ACCOUNT } from './load-clients.ts';
import type { LoadFigures, LoadGroup } from './load-plan.ts';
import { runLoad } from './load.ts';
import type { BenchOptions, EngineName } from './options.ts';
import { preparePostgres } from './postgres-store.ts';
import { processorMs } from './processor-time.ts';
import type { ScenarioName } from './scenario-names.ts';
import { prepareSqlite } from './sqlite-store.ts';
import { STORE_KINDS, type GroupMaker, type KindName } from './store-kinds.ts';
import { openYardstick, type Yardstick } from './yardstick.ts';

/** One scenario at one number of connections. */
export interface Cell {
  readonly scenario: ScenarioName;
  readonly connections: number;
  readonly figures: LoadFigures;
  readonly memoryMb: number | undefined;
}

export interface BareComparison {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  /** The middle one of the ratios of neighbouring rounds. */
  readonly ratio: number;
  /** Processor time of one request, the middle one of all rounds. */
  readonly oursMicroseconds: number;
  readonly bareMicroseconds: number;
}

/** All that is known of one engine with one number of rows of a kind. */
export interface StoreResults {
  readonly kind: KindName;
  readonly engine: EngineName;
  readonly size: number;
  /** Rows written each second when the store was filled; nothing when it was there from an earlier run. */
  readonly loadRate: number | undefined;
  readonly startMs: readonly number[];
  readonly idleMemoryMb: number | undefined;
  readonly peakMemoryMb: number | undefined;
  readonly cells: readonly Cell[];
  readonly bare: BareComparison | undefined;
  /** Requests each second of the bare server between the scenarios, where `bare` is not compared. */
  readonly pace: readonly number[];
  readonly mixed: MixedComparison | undefined;
}

/** Adds and reads at once: the reads are ours, or those of the bare server beside the same adds of ours. */
export interface MixedComparison {
  /** The round whose p99 of the reads is the middle one. */
  readonly ours: MixedRound;
  readonly bare: MixedRound;
  /** p99 of the reads of each round, in milliseconds. */
  readonly oursP99: readonly number[];
  readonly bareP99: readonly number[];
}

export interface MixedRound {
  readonly add: LoadFigures;
  readonly info: LoadFigures;
}

export interface MeasureParts {
  /** Its scenarios are those of the kind. */
  readonly options: BenchOptions;
  readonly kind: KindName;
  readonly engine: EngineName;
  readonly size: number;
  /** The PostgreSQL server; needed for that engine alone. */
  readonly postgresUrl: string | undefined;
  readonly tell: (line: string) => void;
}

const STARTS = 3;
const SETTLE_MS = 1000;
const MIXED_CONNECTIONS = 16;
/** Both servers are kept busy so long before they are compared. */
const FIRST_SECONDS = 4;
const ROUND_SECONDS = 0.5;

interface Prepared {
  readonly settings: Readonly<Record<string, string>>;
  /** For the bare server. */
  readonly place: string;
  readonly loadRate: number | undefined;
}

/** A server under load, and what makes the load. */
interface Load {
  readonly server: ServerProcess;
  readonly group: GroupMaker;
}

/** Fills a store, serves it, measures. */
export async function measureStore(parts: MeasureParts): Promise<StoreResults> {
  const temporary = makeTemporaryFolder('tolmach-bench-run-');
  const folder = temporary.path;
  try {
    const prepared = await prepareStoreOf(parts, folder);
    const { startMs, server } = await startSome(prepared, folder);
    try {
      await sleep(SETTLE_MS);
      const idleMemoryMb = server.memoryMb();
      const load: Load = { server, group: await STORE_KINDS[parts.kind].groups(server.port) };
      const bare = parts.options.scenarios.includes('info') ? await compareWithBare(parts, load, prepared.place) : undefined;
      const { cells, pace } = await measureBesideYardstick(parts, load, prepared.place);
      const mixed = parts.options.scenarios.includes('add') ? await measureMixed(parts, load, prepared.place) : undefined;
      return { kind: parts.kind, engine: parts.engine, size: parts.size, loadRate: prepared.loadRate, startMs, idleMemoryMb, peakMemoryMb: server.peakMemoryMb(), cells, bare, pace, mixed };
    } finally {
      await server.stop();
    }
  } finally {
    temporary.remove();
  }
}

async function prepareStoreOf({ kind: name, engine, size, postgresUrl, tell }: MeasureParts, folder: string): Promise<Prepared> {
  const kind = STORE_KINDS[name];
  tell(`${engine}, ${size} ${kind.rows}: filling the store`);
  const account = { TOLMACH_ADMIN_LOGIN: ACCOUNT.login, TOLMACH_ADMIN_PASSWORD: ACCOUNT.password, TOLMACH_API_KEY: ACCOUNT.key, TOLMACH_DEMO: '0', TOLMACH_DATA: folder };
  if (engine === 'sqlite') {
    const file = join(folder, 'tolmach.db');
    const { rate } = await prepareSqlite(kind, file, size);
    return { settings: account, place: file, loadRate: rate };
  }
  if (postgresUrl === undefined) throw new Error('PostgreSQL is not there');
  const { url, rate } = await preparePostgres(kind, postgresUrl, size);
  return { settings: { ...account, DATABASE_URL: url }, place: url, loadRate: rate };
}

/** Starts it several times, for the time that takes, and leaves the last one running. */
async function startSome({ settings }: Prepared, folder: string): Promise<{ readonly startMs: readonly number[]; readonly server: ServerProcess }> {
  const startMs: number[] = [];
  for (;;) {
    const server = await startServer({ entry: 'built', settings, folder });
    startMs.push(server.readyMs);
    if (startMs.length === STARTS) return { startMs, server };
    await server.stop();
  }
}

/**
 * Short rounds of ours and of the bare one take turns, and each is compared with its neighbour, because the speed of a
 * shared machine changes from second to second. The processor time of a request does so much less.
 */
async function compareWithBare({ options, size, tell }: MeasureParts, { server, group }: Load, place: string): Promise<BareComparison> {
  const bareServer = await startBareServer(place);
  const reads = group('info', size, Math.max(...options.connections));
  const groups = { ours: reads, bare: ofBare(reads) };
  const servers = { ours: server, bare: bareServer };
  const measure = async (which: 'ours' | 'bare', seconds: number): Promise<BareRound> => {
    const before = processorMs(servers[which].pid);
    const { perSecond, answered } = await runLoad({ port: servers[which].port, warmUpSeconds: ROUND_SECONDS, seconds, group: groups[which] });
    return { perSecond, microseconds: ((processorMs(servers[which].pid) - before) * 1000) / answered };
  };
  try {
    // Both have just been started: their code is not yet compiled.
    await measure('bare', FIRST_SECONDS);
    await measure('ours', FIRST_SECONDS);
    const rounds: { readonly ours: BareRound; readonly bare: BareRound }[] = [];
    for (let round = 0; round < options.rounds; round++) rounds.push({ bare: await measure('bare', ROUND_SECONDS), ours: await measure('ours', ROUND_SECONDS) });
    const middle = (of: (round: { readonly ours: BareRound; readonly bare: BareRound }) => number): number => median(rounds.map(of));
    const comparison: BareComparison = {
      ours: rounds.map(({ ours }) => ours.perSecond), bare: rounds.map(({ bare }) => bare.perSecond),
      ratio: middle(({ ours, bare }) => ours.perSecond / bare.perSecond),
      oursMicroseconds: middle(({ ours }) => ours.microseconds), bareMicroseconds: middle(({ bare }) => bare.microseconds),
    };
    tell(`  info beside the bare server: ${Math.round(comparison.ratio * 100)}%; processor time of a request ${Math.round(comparison.oursMicroseconds)} us, of the bare server ${Math.round(comparison.bareMicroseconds)} us`);
    return comparison;
  } finally {
    await bareServer.stop();
  }
}

interface BareRound {
  readonly perSecond: number;
  /** Of the processor, for one request. */
  readonly microseconds: number;
}

async function measureBesideYardstick(parts: MeasureParts, load: Load, place: string): Promise<Pick<StoreResults, 'cells' | 'pace'>> {
  if (!STORE_KINDS[parts.kind].paced) return { cells: await measureScenarios(parts, load), pace: [] };
  const yardstick = await openYardstick(place, parts.size, parts.options);
  try {
    return { cells: await measureScenarios(parts, load, yardstick), pace: yardstick.figures };
  } finally {
    await yardstick.stop();
  }
}

async function measureScenarios({ options, size, tell }: MeasureParts, { server, group }: Load, yardstick?: Yardstick): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const scenario of options.scenarios) {
    await yardstick?.measure();
    // What must not have been asked before is not.
    if (options.firstSeconds > 0 && scenario !== 'search_new') await runLoad({ port: server.port, warmUpSeconds: 0, seconds: options.firstSeconds, group: group(scenario, size, Math.max(...options.connections)) });
    for (const connections of options.connections) {
      const figures = await runLoad({ port: server.port, warmUpSeconds: options.warmUpSeconds, seconds: options.seconds, group: group(scenario, size, connections) });
      cells.push({ scenario, connections, figures, memoryMb: server.memoryMb() });
      tell(`  ${scenario} at ${connections}: ${Math.round(figures.perSecond)}/s, p50 ${figures.p50.toFixed(2)} ms, p99 ${figures.p99.toFixed(2)} ms`);
    }
  }
  return cells;
}

/** Those who add and those who read are programs of their own, as they are in life: neither waits in the other's event loop. */
async function measureMixed({ options, size, tell }: MeasureParts, { server, group }: Load, place: string): Promise<MixedComparison> {
  const bareServer = await startBareServer(place);
  const round = async (port: number, reads: LoadGroup, seconds = options.seconds * 2): Promise<MixedRound> => {
    const run = (to: number, some: LoadGroup): Promise<LoadFigures> => runLoad({ port: to, warmUpSeconds: options.warmUpSeconds, seconds, group: some });
    const [add, info] = await Promise.all([run(server.port, group('add', size, MIXED_CONNECTIONS)), run(port, reads)]);
    return { add, info };
  };
  const reads = group('info', size, MIXED_CONNECTIONS);
  const [ours, bare]: [MixedRound[], MixedRound[]] = [[], []];
  try {
    if (options.firstSeconds > 0) {
      await round(bareServer.port, ofBare(reads), options.firstSeconds);
      await round(server.port, reads, options.firstSeconds);
    }
    for (let count = 0; count < options.mixedRounds; count++) {
      bare.push(await round(bareServer.port, ofBare(reads)));
      ours.push(await round(server.port, reads));
    }
  } finally {
    await bareServer.stop();
  }
  const comparison = { ours: middleRound(ours), bare: middleRound(bare), oursP99: ours.map(({ info }) => info.p99), bareP99: bare.map(({ info }) => info.p99) };
  tell(`  mixed: add ${Math.round(comparison.ours.add.perSecond)}/s, info ${Math.round(comparison.ours.info.perSecond)}/s with p99 ${comparison.ours.info.p99.toFixed(2)} ms; of the bare server ${comparison.bare.info.p99.toFixed(2)} ms`);
  return comparison;
}

/** The bare server has `id` where ours has `clid`. */
const ofBare = (reads: LoadGroup): LoadGroup => ({ ...reads, expected: '"name":' });

function middleRound(rounds: readonly MixedRound[]): MixedRound {
  const middle = rounds.toSorted((left, right) => left.info.p99 - right.info.p99)[Math.floor(rounds.length / 2)];
  if (middle === undefined) throw new Error('the mixed load had no rounds');
  return middle;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
