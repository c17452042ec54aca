import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ENTRIES = { built: join(ROOT, 'dist/cli/main.js'), source: join(ROOT, 'src/cli/main.ts') };
const READY = /is ready: http:\/\/[^\s:]+:(\d+)/u;
const START_MS = 60_000;
const STOP_MS = 20_000;

export interface ServerProcessOptions {
  readonly entry: keyof typeof ENTRIES;
  /** Settings; nothing of ours is inherited from the environment. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where it runs, so that no settings file of the folder we are in is read. */
  readonly folder: string;
  /** Kills it so long after its start, ready or not. */
  readonly killAfterMs?: number;
}

/** Tolmach as its operator runs it: a process, a port, an end. */
export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  /** From the start of the process to the line that says it is ready. */
  readonly readyMs: number;
  /** Whether the process is still there. */
  running(): boolean;
  /** What it wrote to its outputs. */
  output(): string;
  /** Memory that the process holds, in megabytes; nothing where the system does not tell. */
  memoryMb(): number | undefined;
  /** The largest it has held. */
  peakMemoryMb(): number | undefined;
  /** Ends it without a warning. */
  kill(): Promise<void>;
  /** Asks it to end; gives the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the server on a free port and waits until it is ready. Throws with its own words when it ends instead. */
export async function startServer({ entry, settings, folder, killAfterMs }: ServerProcessOptions): Promise<ServerProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, [ENTRIES[entry], 'serve'], { cwd: folder, env: { ...foreignEnvironment(), TOLMACH_PORT: '0', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  const endWithUs = (): boolean => child.kill('SIGKILL');
  process.on('exit', endWithUs);
  child.once('exit', () => process.removeListener('exit', endWithUs));
  const exited = once(child, 'exit');
  if (killAfterMs !== undefined) setTimeout(endWithUs, killAfterMs);
  let text = '';
  const port = await new Promise<number>((resolve, reject) => {
    const tooLong = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server was not ready in time:\n${text}`));
    }, START_MS);
    const hear = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      const ready = READY.exec(text)?.[1];
      if (ready === undefined) return;
      clearTimeout(tooLong);
      resolve(Number(ready));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code, signal) => {
      clearTimeout(tooLong);
      reject(new Error(`the server ended (${String(code ?? signal)}) instead of being ready:\n${text}`));
    });
  });
  const readyMs = performance.now() - began;
  const pid = child.pid ?? 0;
  return {
    port, pid, readyMs,
    running: () => isRunning(child),
    output: () => text,
    memoryMb: () => memoryOf(pid, 'VmRSS'),
    peakMemoryMb: () => memoryOf(pid, 'VmHWM'),
    async kill() {
      child.kill('SIGKILL');
      if (isRunning(child)) await exited;
    },
    async stop() {
      if (!isRunning(child)) return child.exitCode;
      child.kill('SIGTERM');
      await Promise.race([exited, sleep(STOP_MS, undefined, { ref: false })]);
      if (!isRunning(child)) return child.exitCode;
      child.kill('SIGKILL');
      throw new Error(`the server did not end when asked to:\n${text}`);
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function foreignEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TOLMACH_|DATABASE_URL$|NODE_OPTIONS$|npm_)/u.test(name)));
}

function memoryOf(pid: number, line: 'VmRSS' | 'VmHWM'): number | undefined {
  try {
    const kib = new RegExp(`${line}:\\s+(\\d+) kB`, 'u').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}
