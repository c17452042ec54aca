// One process at a time, across processes, by a file that names its owner.
// Built-ins only: this file must parse and run on Node 18.
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {number} pid */
export function processIsAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** No work under a lock takes this long: an older one was left behind, whoever bears its number now. */
const ABANDONED_MS = 20 * 60_000;

function owner(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isHeld(path) {
  const taken = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const pid = owner(path);
  return pid !== undefined && processIsAlive(pid) && Date.now() - taken < ABANDONED_MS;
}

/** Takes a lock that nobody holds away; never that of a living owner who came in between. */
function breakStale(path, mine) {
  const aside = `${mine}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (isHeld(aside)) {
    try {
      linkSync(aside, path);
    } catch {
      // Somebody else holds it by now.
    }
  }
  rmSync(aside, { force: true });
}

/**
 * Runs `work` while holding the lock file `path`; waits for as long as a living process holds it.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  let told = false;
  try {
    for (;;) {
      try {
        linkSync(mine, path);
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
        if (isHeld(path)) {
          if (!told) process.stderr.write(`Waiting for process ${owner(path)}, which is busy with the same preparation.\n`);
          told = true;
          await sleep(100);
        } else {
          breakStale(path, mine);
        }
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
