import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore, ListedBytes } from '../../core/file-store.ts';
import type { Clock } from '../../core/time.ts';
import { codeOf, isAbsent, unavailable } from './errors.ts';

export interface FileFolder {
  /** Absolute; made, with the folder that holds it, when something is put for the first time. */
  readonly folder: string;
  readonly clock: Clock;
}

const DIGEST = /^[0-9a-f]{64}$/u;
const PAIR = /^[0-9a-f]{2}$/u;
/** Where bytes lie that are being written or removed, under names that nothing else has. */
const PARTIAL = 'partial';

/**
 * Keeps bytes in a folder as `ab/cd/<SHA-256>`, for its owner alone. They are written under another name and renamed when
 * they are on the disk, so that a name always means whole bytes. No name from outside becomes a path: only digests do.
 */
export function openFileFolder({ folder, clock }: FileFolder): FileStore {
  return {
    put: (bytes) => orUnavailable(async () => {
      const digest = createHash('sha256').update(bytes).digest('hex');
      const place = placeOf(folder, digest);
      if (!(await refresh(place, clock()))) await write(folder, place, bytes, clock());
      // Also when the bytes were there: who wrote them may not have come so far.
      for (const level of [dirname(place), dirname(dirname(place)), folder]) await sync(level);
      return { digest, size: bytes.length };
    }),
    get: (digest) => orUnavailable(async () => (DIGEST.test(digest) ? unlessAbsent(readFile(placeOf(folder, digest))) : undefined)),
    remove: (digest, unlessSince) => orUnavailable(async () => {
      if (DIGEST.test(digest)) await removeFrom(folder, placeOf(folder, digest), unlessSince);
    }),
    list: () => listed(folder),
  };
}

/** Removes what a crash left half written in a folder before `before` (milliseconds since 1970 UTC). */
export async function removeLeftovers(folder: string, before: number): Promise<void> {
  for (const name of await namesIn(join(folder, PARTIAL))) {
    const leftover = join(folder, PARTIAL, name);
    const found = await unlessAbsent(stat(leftover));
    if (found !== undefined && found.mtimeMs < before) await rm(leftover, { force: true });
  }
}

function placeOf(folder: string, digest: string): string {
  return join(folder, digest.slice(0, 2), digest.slice(2, 4), digest);
}

/** Bytes that are there become new again, so that nobody who looked before removes them; tells whether they are there. */
async function refresh(place: string, now: number): Promise<boolean> {
  return (await unlessAbsent(utimes(place, now / 1000, now / 1000).then(() => true))) ?? false;
}

async function write(folder: string, place: string, bytes: Buffer, now: number): Promise<void> {
  for (const level of [dirname(folder), folder, join(folder, PARTIAL), dirname(dirname(place)), dirname(place)]) await makeFolder(level);
  const partial = join(folder, PARTIAL, randomUUID());
  try {
    const handle = await open(partial, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.utimes(now / 1000, now / 1000);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Takes the bytes aside before it looks at their time: whoever puts them from then on writes them anew. */
async function removeFrom(folder: string, place: string, unlessSince: number | undefined): Promise<void> {
  await unlessAbsent(makeFolder(join(folder, PARTIAL)));
  const aside = join(folder, PARTIAL, randomUUID());
  if ((await unlessAbsent(rename(place, aside).then(() => true))) === undefined) return;
  if (unlessSince !== undefined && (await stat(aside)).mtimeMs >= unlessSince) await rename(aside, place);
  else await rm(aside);
}

async function* listed(folder: string): AsyncGenerator<ListedBytes> {
  for (const first of (await namesIn(folder)).filter((name) => PAIR.test(name))) {
    for (const second of (await namesIn(join(folder, first))).filter((name) => PAIR.test(name))) {
      for (const digest of (await namesIn(join(folder, first, second))).filter((name) => DIGEST.test(name))) {
        const found = await orUnavailable(() => unlessAbsent(stat(placeOf(folder, digest))));
        if (found !== undefined) yield { digest, modifiedAt: Math.round(found.mtimeMs) };
      }
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await orUnavailable(() => unlessAbsent(readdir(folder)))) ?? [];
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

/** A name is on the disk when its folder is. Windows keeps names by itself and opens no folders. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessAbsent<Result>(work: Promise<Result>): Promise<Result | undefined> {
  return work.catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
}

async function orUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  return work().catch((error: unknown) => {
    throw unavailable(error);
  });
}
