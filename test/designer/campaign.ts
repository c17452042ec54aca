import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DESIGNED } from '../../benchmarks/designed-fields.ts';
import { ACCOUNT } from '../../benchmarks/load-clients.ts';
import type { LoadGroup } from '../../benchmarks/load-plan.ts';
import { preparePostgres } from '../../benchmarks/postgres-store.ts';
import { prepareSqlite } from '../../benchmarks/sqlite-store.ts';
import { STORE_KINDS } from '../../benchmarks/store-kinds.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { compareAdded, withAmounts } from './added-records.ts';
import { memberOf, nativeCaller } from './native-caller.ts';
import { OPERATIONS, type Operation, type Workplace } from './operations.ts';
import { planCounts } from './planned-counts.ts';
import { startTraffic, type Traffic, type TrafficFigures } from './traffic.ts';

export interface DesignerOptions {
  readonly engine: 'sqlite' | 'postgres';
  /** `source` for a quick run among the tests. */
  readonly entry: 'built' | 'source';
  readonly rows: number;
  /** Leaves out what writes all records. */
  readonly quick: boolean;
  /** The PostgreSQL server; needed for that engine alone. */
  readonly postgresUrl: string | undefined;
  /** How long a connection rests between an answer and its next request. */
  readonly pauseMs: number;
  /** How long the load runs alone, and goes on after each operation, in milliseconds. */
  readonly aloneMs: number;
  readonly afterMs: number;
  readonly tell: (line: string) => void;
}

/** One operation, or the load alone, with what the others met meanwhile. */
export interface Stretch {
  readonly title: string;
  /** Nothing for the load alone. */
  readonly seconds: number | undefined;
  readonly byId: TrafficFigures;
  readonly pages: TrafficFigures;
  readonly writes: TrafficFigures;
}

export interface DesignerFigures {
  readonly engine: DesignerOptions['engine'];
  readonly rows: number;
  readonly added: number;
  readonly stretches: readonly Stretch[];
  readonly peakMemoryMb: number | undefined;
  readonly faults: readonly string[];
}

const GROUPS = [['rk_select_id', 8], ['rk_page', 4], ['rk_insert', 2]] as const;
/** Each page is asked for once at least, and its total counted, before anything is measured. */
const WARM_UP_ROW_MS = 0.05;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRIES = { built: join(ROOT, 'dist/cli/main.js'), source: join(ROOT, 'src/cli/main.ts') };

/** Fills a store, serves it, and designs its entity under load; gives what everyone met, and all that was not as it should be. */
export async function runDesigner(options: DesignerOptions): Promise<DesignerFigures> {
  const temporary = makeTemporaryFolder('tolmach-designer-');
  try {
    const settings = await prepare(options, temporary.path);
    const server = await startServer({ entry: options.entry, settings, folder: temporary.path });
    try {
      const figures = await designUnderLoad(options, server);
      const peakMemoryMb = server.peakMemoryMb();
      await server.stop();
      return { ...figures, peakMemoryMb, faults: [...figures.faults, ...outputFaults(server), ...(await doctorFaults(options, settings, temporary.path))] };
    } finally {
      await server.kill();
    }
  } finally {
    temporary.remove();
  }
}

async function prepare({ engine, rows, postgresUrl, tell }: DesignerOptions, folder: string): Promise<Readonly<Record<string, string>>> {
  tell(`${engine}, ${rows} records of 40 fields: filling the store`);
  const account = { TOLMACH_ADMIN_LOGIN: ACCOUNT.login, TOLMACH_ADMIN_PASSWORD: ACCOUNT.password, TOLMACH_API_KEY: ACCOUNT.key, TOLMACH_DEMO: '0', TOLMACH_DATA: folder };
  if (engine === 'sqlite') {
    await prepareSqlite(STORE_KINDS.designed, join(folder, 'tolmach.db'), rows);
    return account;
  }
  if (postgresUrl === undefined) throw new Error('PostgreSQL is not there');
  return { ...account, DATABASE_URL: (await preparePostgres(STORE_KINDS.designed, postgresUrl, rows)).url };
}

async function designUnderLoad(options: DesignerOptions, { port }: ServerProcess): Promise<Omit<DesignerFigures, 'peakMemoryMb'>> {
  const { engine, rows, quick, tell, aloneMs, pauseMs } = options;
  const plan = planCounts(rows);
  const traffic = startTraffic(port, await groupsOf(port, rows), pauseMs);
  const call = nativeCaller(port, ACCOUNT.key);
  const place: Workplace = { call, rows, plan, added: () => traffic.answered('rk_insert') };
  const faults: string[] = [];
  const stretches: Stretch[] = [];
  try {
    await sleep(rows * WARM_UP_ROW_MS);
    traffic.mark();
    await sleep(aloneMs);
    stretches.push(stretchOf('the load alone', undefined, traffic));
    tell(stretches.map(lineOf).join(''));
    for (const operation of OPERATIONS.filter(({ long }) => !quick || long !== true)) {
      const stretch = await performUnder(traffic, place, options, operation, faults);
      stretches.push(stretch);
      tell(lineOf(stretch));
    }
  } finally {
    await traffic.stop();
  }
  if (traffic.failures.count > 0) faults.push(`${traffic.failures.count} requests of others failed: ${traffic.failures.examples.join(' | ')}`);
  faults.push(...(await compareAdded(call, rows, traffic.answered('rk_insert'))));
  return { engine, rows, added: traffic.answered('rk_insert'), stretches, faults };
}

async function groupsOf(port: number, rows: number): Promise<readonly LoadGroup[]> {
  const make = await STORE_KINDS.designed.groups(port);
  return Promise.all(GROUPS.map(async ([name, connections]) => (name === 'rk_insert' ? withAmounts(port, make(name, rows, connections)) : make(name, rows, connections))));
}

async function performUnder(traffic: Traffic, place: Workplace, { afterMs }: DesignerOptions, operation: Operation, faults: string[]): Promise<Stretch> {
  const note = (found: readonly string[]): void => void faults.push(...found.map((fault) => `${operation.title}: ${fault}`));
  traffic.mark();
  const began = performance.now();
  note(await operation.perform(place));
  const seconds = (performance.now() - began) / 1000;
  await sleep(afterMs);
  const stretch = stretchOf(operation.title, seconds, traffic);
  note((await operation.check?.(place)) ?? []);
  return stretch;
}

function stretchOf(title: string, seconds: number | undefined, traffic: Traffic): Stretch {
  return { title, seconds, byId: traffic.figures('rk_select_id'), pages: traffic.figures('rk_page'), writes: traffic.figures('rk_insert') };
}

function lineOf({ title, seconds, byId, pages, writes }: Stretch): string {
  const shown = [byId, pages, writes].map(({ p50, p99, longest, failed }) => `${[p50, p99, longest].map((ms) => ms.toFixed(0)).join('/')} ms${failed > 0 ? ` ${failed} FAILED` : ''}`);
  return `  ${title}: ${seconds?.toFixed(2) ?? '-'} s; by id ${shown[0]}, pages ${shown[1]}, writes ${shown[2]}`;
}

function outputFaults(server: ServerProcess): readonly string[] {
  const lines = server.output().split('\n').filter((line) => /"level":[56]0|Warning|rror:/u.test(line));
  return lines.length === 0 ? [] : [`the server complained ${lines.length} times: ${lines[0]?.slice(0, 600) ?? ''}`];
}

/** What `tolmach doctor` finds in the store once the server has ended; the locale of our own PostgreSQL is none of it. */
async function doctorFaults({ entry }: DesignerOptions, settings: Readonly<Record<string, string>>, folder: string): Promise<readonly string[]> {
  const env = { PATH: process.env['PATH'] ?? '', TOLMACH_PORT: '0', ...settings };
  const text = await promisify(execFile)(process.execPath, [ENTRIES[entry], 'doctor'], { cwd: folder, env })
    .then(({ stdout }) => stdout, (error: unknown) => String(memberOf(error, 'stdout') ?? error));
  const bad = text.split('\n').filter((line) => line.startsWith('BAD') && !/^BAD database: .*LC_CTYPE does not know the letters[^.]*$/u.test(line));
  return /^(ok|odd|BAD)/u.test(text) ? bad.map((line) => `doctor: ${line}`) : [`doctor: ${text}`];
}

/** The entity that is designed, for the page. */
export const DESIGNED_ENTITY = DESIGNED.name;
