import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer, type ServerProcess, type ServerProcessOptions } from '../support/server-process.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { createJsonCaller } from '../support/json-caller.ts';
import { createLedger, parametersOf, sentClient, type Ledger } from './ledger.ts';
import { verifyAnswers, verifyStore } from './verify.ts';
import { checkSqliteFile, type StoreAccess } from './whole-store.ts';
import { idIn, runWriter } from './writers.ts';

/** A database server that can be killed, and is there again under the same address. */
export interface KillableDatabase {
  readonly url: string;
  crash(): Promise<void>;
}

export interface CampaignOptions {
  readonly entry: ServerProcessOptions['entry'];
  readonly rounds: number;
  /** Kills in the middle of the very first start. */
  readonly firstStarts: number;
  /** Kills of the database server itself, while Tolmach goes on. */
  readonly databaseCrashes: number;
  readonly writers: number;
  readonly random: () => number;
  /** A start that takes longer is a fault. */
  readonly longestStartMs: number;
  /** Absent: SQLite. */
  readonly database: KillableDatabase | undefined;
  readonly tell: (line: string) => void;
}

/** What a campaign found. */
export interface CampaignFigures {
  readonly engine: StoreAccess['engine'];
  readonly kills: number;
  readonly firstStartKills: number;
  readonly databaseCrashes: number;
  readonly acknowledged: number;
  readonly unanswered: number;
  /** Milliseconds from start to ready, of every start after a kill. */
  readonly starts: readonly number[];
  readonly recoveries: readonly number[];
  /** Whatever is wrong; the campaign ends with the round that found something. */
  readonly faults: readonly string[];
}

const KEY = 'killKILLkillKILLkillKILL1234567890';
const LOGIN = 'kill@tolmach.local';
const HEADERS = { apikey: KEY, login: LOGIN };
const SHARED = 4;
const SAMPLE = 5;
const RECOVERY_MS = 30_000;
const MOST_WRITES = 400;
const LONGEST_ROUND_MS = 5_000;

/** Kills the server again and again under concurrent writes, and looks after each time at what is stored. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignFigures> {
  const temporary = makeTemporaryFolder('tolmach-kill-');
  const folder = temporary.path;
  const settings = { TOLMACH_DATA: folder, TOLMACH_ADMIN_LOGIN: LOGIN, TOLMACH_ADMIN_PASSWORD: 'kill-password', TOLMACH_API_KEY: KEY, ...(options.database === undefined ? {} : { DATABASE_URL: options.database.url }) };
  const access: StoreAccess = options.database === undefined ? { engine: 'sqlite', place: join(folder, 'tolmach.db') } : { engine: 'postgres', place: options.database.url };
  const start = (): Promise<ServerProcess> => startServer({ entry: options.entry, settings, folder });
  const campaign = { options, access, start, ledger: createLedger(), starts: [] as number[], recoveries: [] as number[] };
  try {
    for (let index = 0; index < options.firstStarts; index++) await startServer({ entry: options.entry, settings, folder, killAfterMs: 50 + options.random() * 500 }).catch(() => undefined);
    const faults = await runRounds(campaign);
    const broken = options.database === undefined ? checkSqliteFile(access.place) : [];
    const { ledger, starts, recoveries } = campaign;
    return {
      engine: access.engine, kills: starts.length, firstStartKills: options.firstStarts, databaseCrashes: recoveries.length,
      acknowledged: ledger.acknowledged, unanswered: ledger.unanswered.size, starts, recoveries, faults: [...faults, ...broken],
    };
  } finally {
    temporary.remove();
  }
}

interface Campaign {
  readonly options: CampaignOptions;
  readonly access: StoreAccess;
  readonly start: () => Promise<ServerProcess>;
  readonly ledger: Ledger;
  readonly starts: number[];
  readonly recoveries: number[];
}

async function runRounds(campaign: Campaign): Promise<readonly string[]> {
  const { options, ledger, starts } = campaign;
  let server = await campaign.start();
  try {
    await addShared(server.port, ledger);
    for (let round = 1; round <= options.rounds; round++) {
      const faults = isCrashRound(round, options) ? await crashDatabase(campaign, server) : [];
      await writeUntilKilled(campaign, server);
      server = await campaign.start();
      starts.push(server.readyMs);
      const found = [...faults, ...startFaults(server, options), ...await verifyRound(campaign, server)];
      options.tell(`  round ${round}: ${ledger.acknowledged} acknowledged writes, ready again in ${Math.round(server.readyMs)} ms`);
      if (found.length > 0) return found.map((fault) => `round ${round}: ${fault}`);
    }
    return [];
  } finally {
    await server.kill();
  }
}

function isCrashRound(round: number, { rounds, databaseCrashes }: CampaignOptions): boolean {
  return databaseCrashes > 0 && round % Math.max(1, Math.floor(rounds / databaseCrashes)) === 0;
}

async function addShared(port: number, ledger: Ledger): Promise<void> {
  const caller = createJsonCaller(port, HEADERS);
  for (let index = 0; index < SHARED; index++) {
    const client = sentClient(ledger.next++, false);
    const clid = idIn(await caller.call('/developer/v3/client/add', parametersOf(client)));
    if (clid === undefined) throw new Error('the first clients could not be added');
    ledger.added.set(clid, client);
    ledger.shared.push(clid);
  }
  caller.close();
}

/** The moment of the kill follows the writes, not the clock: it is anywhere among the first few hundred of a round. */
async function writeUntilKilled({ options, ledger }: Campaign, server: ServerProcess): Promise<void> {
  const stop = new AbortController();
  const writers = startWriters({ options, ledger }, server, stop.signal, false);
  const enough = ledger.acknowledged + Math.floor(options.random() * MOST_WRITES);
  const deadline = performance.now() + LONGEST_ROUND_MS;
  while (ledger.acknowledged < enough && performance.now() < deadline) await sleep(1);
  await sleep(options.random() * 10);
  await server.kill();
  stop.abort();
  await writers;
}

async function startWriters({ options, ledger }: Pick<Campaign, 'options' | 'ledger'>, server: ServerProcess, stop: AbortSignal, patient: boolean): Promise<void> {
  const parts = { port: server.port, headers: HEADERS, ledger, random: options.random, patient };
  await Promise.all(Array.from({ length: options.writers }, (_, number) => runWriter(number, parts, stop)));
}

/** The database goes away under Tolmach and comes back: Tolmach must live on and serve again by itself. */
async function crashDatabase({ options, ledger, recoveries }: Campaign, server: ServerProcess): Promise<readonly string[]> {
  const stop = new AbortController();
  const writers = startWriters({ options, ledger }, server, stop.signal, true);
  await sleep(100 + options.random() * 300);
  await options.database?.crash();
  const began = performance.now();
  const before = ledger.acknowledged;
  while (ledger.acknowledged === before && performance.now() - began < RECOVERY_MS && server.running()) await sleep(20);
  const recovered = ledger.acknowledged > before;
  recoveries.push(performance.now() - began);
  stop.abort();
  await writers;
  options.tell(`  the database was killed: ${recovered ? `writes again after ${Math.round(recoveries.at(-1) ?? 0)} ms` : 'no write since'}`);
  return recovered ? [] : [`Tolmach does not write again after the database came back:\n${server.output()}`];
}

function startFaults(server: ServerProcess, { longestStartMs }: CampaignOptions): readonly string[] {
  const slow = server.readyMs > longestStartMs ? [`the start took ${Math.round(server.readyMs)} ms`] : [];
  return /"level":[56]0|Warning|rror:/u.test(server.output()) ? [...slow, `the start was not clean:\n${server.output()}`] : slow;
}

async function verifyRound({ access, ledger, options }: Campaign, server: ServerProcess): Promise<readonly string[]> {
  const added = [...ledger.added];
  const sample = Array.from({ length: Math.min(SAMPLE, added.length) }, () => added[Math.floor(options.random() * added.length)]).filter((entry) => entry !== undefined);
  return [...ledger.errors, ...await verifyStore(access, ledger), ...await verifyAnswers(server.port, HEADERS, [...sample, ...added.slice(-SAMPLE)])];
}
