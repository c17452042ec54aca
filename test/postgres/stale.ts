// Servers that a crashed run left behind: found by the temporary folder that bears the number of the
// process that started them, stopped by the number in their postmaster.pid, removed with their data.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const TEMP_PREFIX = 'tolmach-postgres-';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** The number of the process that a folder of ours belongs to. */
export function ownerOf(name: string): number | undefined {
  const match = /^(\d+)-[A-Za-z0-9]+$/.exec(name.startsWith(TEMP_PREFIX) ? name.slice(TEMP_PREFIX.length) : '');
  return match === null ? undefined : Number(match[1]);
}

function ownsStill(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  // The number may have passed on to another process: ours is older than its folder.
  try {
    return statSync(`/proc/${pid}`).ctimeMs <= statSync(folder).birthtimeMs + 1000;
  } catch {
    return false;
  }
}

async function stopServerIn(folder: string): Promise<void> {
  const file = join(folder, 'data', 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  // Only a process that was started on this very folder: the number alone proves nothing.
  if (!Number.isInteger(pid) || pid <= 1 || !commandLine(pid).includes(folder)) return;
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < 5000; waited += 50) {
      if (!isAlive(pid)) return;
      await sleep(50);
    }
  }
}

/** Stops and removes what earlier runs left behind; returns how many servers' folders that were. */
export async function removeStaleServers(): Promise<number> {
  let removed = 0;
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    if (!existsSync(parent)) continue;
    for (const name of readdirSync(parent)) {
      const owner = ownerOf(name);
      if (owner === undefined) continue;
      const folder = join(parent, name);
      if (ownsStill(owner, folder)) continue;
      try {
        await stopServerIn(folder);
        rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
        removed += 1;
      } catch {
        // Somebody else's, or being removed by another run at this moment.
      }
    }
  }
  return removed;
}
