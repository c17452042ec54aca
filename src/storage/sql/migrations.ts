import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The numbered `.sql` files of a folder, in their order. A released one is never edited: a later number changes it. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_\w+\.sql$/u.test(file)).toSorted();
  return Promise.all(files.map(async (file) => ({
    number: Number(file.slice(0, 4)),
    name: file.slice(5, -4),
    sql: await readFile(join(folder, file), 'utf8'),
  })));
}

/** Those that a store at `version` still needs; throws when the store is newer than this program. */
export function pendingMigrations(all: readonly Migration[], version: number): readonly Migration[] {
  const newest = Math.max(0, ...all.map((migration) => migration.number));
  if (version > newest) throw new NewerStoreError(version, newest);
  return all.filter((migration) => migration.number > version);
}

/** The store was written by a later release; what it holds is not for this program to guess. */
export class NewerStoreError extends Error {
  readonly version: number;
  readonly newest: number;

  constructor(version: number, newest: number) {
    super(`the database is at version ${version}, newer than this program knows (${newest}): start a newer Tolmach`);
    this.name = 'NewerStoreError';
    this.version = version;
    this.newest = newest;
  }
}
