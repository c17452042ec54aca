import Database from 'better-sqlite3';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readMigrations } from '../sql/migrations.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
const ALL_PAGES = 0x7fff_ffff;
const BUSY_MS = 10_000;

/** What a file is, looked at without changing it. */
export interface Examination {
  /** The number of its last migration; 0: not a database of ours. */
  readonly version: number;
  readonly newest: number;
  /** What the integrity check found; empty is good news. */
  readonly problems: readonly string[];
}

/**
 * Copies a database while it is in use into a file of its own that needs nothing beside it. All pages in one step: in
 * between steps another process could write, and the copy would begin again, for ever on a busy server.
 */
export async function copyDatabase(file: string, copy: string): Promise<void> {
  const partial = `${copy}.partial`;
  rmSync(partial, { force: true });
  const source = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  try {
    await source.backup(partial, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  // It holds all that the company has: for its owner alone.
  chmodSync(partial, 0o600);
  const made = new Database(partial);
  made.pragma('journal_mode = DELETE');
  made.close();
  keep(partial, copy);
}

/** Makes a finished file durable under its name. */
export function keep(partial: string, name: string): void {
  const handle = openSync(partial, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(partial, name);
}

/** Looks at a file; throws the engine's error when it is no database at all. */
export async function examineDatabase(file: string): Promise<Examination> {
  const newest = Math.max(0, ...(await readMigrations(FOLDER)).map(({ number }) => number));
  const connection = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  try {
    const ours = connection.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('entity', 'setting', 'epoch')").pluck().get() === 3;
    const problems = (connection.pragma('integrity_check') as { integrity_check: string }[]).map((row) => row.integrity_check).filter((line) => line !== 'ok');
    return { version: ours ? Number(connection.pragma('user_version', { simple: true })) : 0, newest, problems };
  } finally {
    connection.close();
  }
}

/**
 * Whether a program, this one included, has the database open. Every connection of a WAL database holds a lock on the
 * file for as long as it lives, which the system takes back when the process dies, and leaving WAL needs it alone.
 */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false;
  const connection = new Database(file, { timeout: 0 });
  try {
    // Left to the next start in one file: it goes back to WAL by itself.
    return connection.pragma('journal_mode = DELETE', { simple: true }) !== 'delete';
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    connection.close();
  }
}
