import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { CopiedFiles } from '../storage/files/copy-files.ts';
import { copyFolder, filesBeside } from './backup.ts';
import { filesFolder, ownerFile } from './files.ts';
import { databaseFile, prepareFolder } from './open-store.ts';
import { codeOf, Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

export interface Restored {
  readonly file: string;
  /** What the database that was there is called now. */
  readonly keptAside: string | undefined;
  /** The attached files, where the backup has any. */
  readonly files: CopiedFiles | undefined;
}

/**
 * Puts a backup in the place of the database, which no program may be using; one that is there is kept under another name.
 * Attached files are added to those that are there, before anything names them.
 */
export async function restoreDatabase(settings: Settings, backup: string, { force }: { force: boolean }): Promise<Restored> {
  if (settings.database !== undefined) throw new Refusal(`A PostgreSQL database is restored with its own tool, into a new database: pg_restore --no-owner --no-comments --single-transaction --dbname=<new database> '${backup}'`);
  await verify(backup);
  const file = databaseFile(settings);
  prepareFolder(settings.dataFolder);
  await refuseInUse(file);
  if (existsSync(file) && !force) throw new Refusal(`There is a database ${file}: with --force it is kept aside and the backup takes its place.`);
  const { keep } = await import('../storage/sqlite/file-tools.ts');
  const files = existsSync(filesBeside(backup)) ? await copyFolder(filesBeside(backup), filesFolder(settings)) : undefined;
  // Whosever they were, they are the files of the restored database now.
  rmSync(ownerFile(settings), { force: true });
  const partial = `${file}.partial`;
  copyFileSync(backup, partial);
  const keptAside = existsSync(file) ? putAside(file) : undefined;
  keep(partial, file);
  return { file, keptAside, files };
}

async function verify(backup: string): Promise<void> {
  if (!existsSync(backup)) throw new Refusal(`There is no file ${backup}.`);
  const { examineDatabase } = await import('../storage/sqlite/file-tools.ts');
  const found = await examineDatabase(backup).catch((error: unknown) => {
    throw new Refusal(`${backup} is not a backup of Tolmach, or it is damaged (${codeOf(error)}).`, { cause: error });
  });
  if (found.version === 0) throw new Refusal(`${backup} is a database, but not one of Tolmach.`);
  if (found.version > found.newest) throw new Refusal(`${backup} was made by a newer Tolmach (version ${found.version}, this one knows ${found.newest}): use the newer one.`);
  if (found.problems.length > 0) throw new Refusal(`${backup} is damaged: ${found.problems[0] ?? ''}.`);
}

async function refuseInUse(file: string): Promise<void> {
  const { isInUse } = await import('../storage/sqlite/file-tools.ts');
  try {
    if (!isInUse(file)) return;
  } catch (error) {
    // What is damaged is what restoring is for.
    if (/^SQLITE_(NOTADB|CORRUPT)/u.test(codeOf(error))) return;
    throw error;
  }
  throw new Refusal(`A program uses ${file}: stop the server, then restore.`);
}

function putAside(file: string): string {
  const aside = `${file}.${new Date().toISOString().replace(/[-:]|\.\d+/gu, '')}.old`;
  renameSync(file, aside);
  // A damaged database may leave them; they belong to no other file.
  for (const part of ['-wal', '-shm']) if (existsSync(file + part)) renameSync(file + part, aside + part);
  rmSync(`${file}-journal`, { force: true });
  return aside;
}
