import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../src/storage/postgres/index.ts';
import { openSqlite } from '../../src/storage/sqlite/index.ts';
import { createJsonCaller } from '../support/json-caller.ts';
import { startServer, type ServerProcess, type ServerProcessOptions } from '../support/server-process.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { exchange } from './exchange.ts';
import { judge } from './judge.ts';
import { makeRequest, type FuzzRequest } from './requests.ts';

export interface FuzzOptions {
  readonly entry: ServerProcessOptions['entry'];
  readonly seed: number;
  readonly requests: number;
  /** The number of the first request; with one request, that one alone is made. */
  readonly from: number;
  readonly atOnce: number;
  /** Absent: SQLite. */
  readonly databaseUrl: string | undefined;
  /** Connections that send half a request and fall silent, for as long as the server bears it. */
  readonly silent: number;
  readonly tell: (line: string) => void;
}

export interface FuzzFault {
  readonly index: number;
  readonly family: string;
  readonly fault: string;
  readonly sent: string;
}

export interface FuzzFigures {
  readonly engine: 'sqlite' | 'postgres';
  readonly requests: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly families: Readonly<Record<string, number>>;
  readonly longestMs: number;
  readonly memoryBeforeMb: number | undefined;
  readonly memoryAfterMb: number | undefined;
  readonly peakMemoryMb: number | undefined;
  readonly faults: readonly FuzzFault[];
  /** What is wrong with the server or its store when all is over. */
  readonly afterwards: readonly string[];
}

const ACCOUNT = { key: 'fuzzFUZZfuzzFUZZfuzzFUZZ1234567890', login: 'fuzz@tolmach.local' };
const MAX_FAULTS = 20;
const SHOWN_BYTES = 600;
const SILENT_MS = 30_000;
const PEAK_MB = 700;

/** Sends odd requests to a server of its own, and looks at each answer and at what is left of the server. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzFigures> {
  const temporary = makeTemporaryFolder('tolmach-fuzz-');
  const folder = temporary.path;
  const settings = {
    TOLMACH_DATA: folder, TOLMACH_ADMIN_LOGIN: ACCOUNT.login, TOLMACH_ADMIN_PASSWORD: 'fuzz-password', TOLMACH_API_KEY: ACCOUNT.key, TOLMACH_DEMO: '1',
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
  };
  const server = await startServer({ entry: options.entry, settings, folder });
  try {
    const memoryBeforeMb = server.memoryMb();
    const silent = Array.from({ length: options.silent }, () => beSilent(server.port));
    const found = await sendAll(options, server);
    const afterwards = [...await stillHeld(silent), ...await checkServer(server)];
    const memory = { memoryBeforeMb, memoryAfterMb: server.memoryMb(), peakMemoryMb: server.peakMemoryMb() };
    if ((memory.peakMemoryMb ?? 0) > PEAK_MB) afterwards.push(`the server took ${Math.round(memory.peakMemoryMb ?? 0)} MB`);
    await server.stop();
    afterwards.push(...await checkStore(options, folder));
    return { engine: options.databaseUrl === undefined ? 'sqlite' : 'postgres', requests: options.requests, ...found, ...memory, afterwards };
  } finally {
    await server.kill();
    temporary.remove();
  }
}

type Found = Pick<FuzzFigures, 'seconds' | 'statuses' | 'families' | 'longestMs' | 'faults'>;

async function sendAll({ seed, from, requests, atOnce, tell }: FuzzOptions, server: ServerProcess): Promise<Found> {
  const began = performance.now();
  const statuses: Record<string, number> = {};
  const families: Record<string, number> = {};
  const faults: FuzzFault[] = [];
  let longestMs = 0;
  let next = from;
  const sender = async (): Promise<void> => {
    while (next < from + requests && faults.length < MAX_FAULTS && server.running()) {
      const index = next++;
      if (index > from && index % 10_000 === 0) tell(`  ${index} requests, ${Math.round(server.memoryMb() ?? 0)} MB`);
      const request = makeRequest(seed, index, ACCOUNT);
      const outcome = await exchange(server.port, request);
      const family = request.family.split(' "')[0] ?? '';
      families[family] = (families[family] ?? 0) + 1;
      for (const status of outcome.answers.length === 0 ? ['closed'] : outcome.answers.map((answer) => String(answer.status))) statuses[status] = (statuses[status] ?? 0) + 1;
      longestMs = Math.max(longestMs, outcome.milliseconds);
      const fault = judge(request, outcome);
      if (fault !== undefined) faults.push({ index, family: request.family, fault, sent: show(request) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return { seconds: (performance.now() - began) / 1000, statuses, families, longestMs, faults };
}

function show({ pieces }: FuzzRequest): string {
  return JSON.stringify(Buffer.concat(pieces).subarray(0, SHOWN_BYTES).toString('latin1'));
}

function beSilent(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('POST /developer/v3/client/list HTTP/1.1\r\nhost: 127.0.0.1\r\nx-half'));
  socket.on('error', () => undefined);
  socket.resume();
  return socket;
}

async function stillHeld(silent: readonly Socket[]): Promise<string[]> {
  const deadline = performance.now() + SILENT_MS;
  while (silent.some((socket) => !socket.destroyed) && performance.now() < deadline) await sleep(100);
  const held = silent.filter((socket) => !socket.destroyed);
  for (const socket of held) socket.destroy();
  return held.length === 0 ? [] : [`${held.length} silent connections are still held`];
}

/** The server must be as good as new: it adds, shows and finds a client. */
async function checkServer(server: ServerProcess): Promise<string[]> {
  if (!server.running()) return [`the server is gone:\n${server.output().slice(-3000)}`];
  const logged = /"level":[56]0.*/u.exec(server.output())?.[0];
  const faults = logged === undefined ? [] : [`the log holds an error: ${logged.slice(0, 1500)}`];
  const caller = createJsonCaller(server.port, { apikey: ACCOUNT.key, login: ACCOUNT.login });
  const ask = async (action: string, body: object): Promise<string> => JSON.stringify(await caller.call(`/developer/v3/client/${action}`, body));
  const title = `После всего ${Date.now()}`;
  const added = await ask('add', { title, phone: '+7 900 000-00-01' });
  const clid = Number(/"data":(\d+)/u.exec(added)?.[1]);
  if (!added.includes('Успешно')) faults.push(`a client cannot be added: ${added}`);
  for (const answer of [await ask('info', { clid }), await ask('list', { word: title })]) if (!answer.includes(title)) faults.push(`the added client is not shown: ${answer.slice(0, 300)}`);
  caller.close();
  return faults;
}

async function checkStore({ databaseUrl }: FuzzOptions, folder: string): Promise<readonly string[]> {
  const storage = databaseUrl === undefined ? await openSqlite(join(folder, 'tolmach.db')) : await openPostgres(databaseUrl);
  try {
    return await storage.check();
  } finally {
    await storage.close();
  }
}
