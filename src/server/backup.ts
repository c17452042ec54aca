import { existsSync, statSync } from 'node:fs';
import { copyFiles, type CopiedFiles } from '../storage/files/copy-files.ts';
import { openFileFolder } from '../storage/files/index.ts';
import { filesFolder } from './files.ts';
import { databaseFile, refuseFile } from './open-store.ts';
import { codeOf, Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

export interface BackedUp {
  /** The size of the copy of the database. */
  readonly bytes: number;
  /** Where the attached files are copied to, where there are any. */
  readonly files?: CopiedFiles & { readonly folder: string };
}

/** The folder beside a copy of the database that holds the attached files. */
export function filesBeside(copy: string): string {
  return `${copy}.files`;
}

/**
 * Copies the database into a file that is not there yet, and after it the attached files, while a server may use them: the
 * bytes of every file that the copy knows were there before it was made.
 */
export async function backupDatabase(settings: Settings, copy: string): Promise<BackedUp> {
  if (settings.database !== undefined) throw new Refusal([`A PostgreSQL database is copied with its own tool: ${dumpCommand(settings, copy)}`, ...(hasFiles(settings) ? [`Then copy the attached files, the folder ${filesFolder(settings)}.`] : [])]);
  const file = databaseFile(settings);
  if (!existsSync(file)) throw new Refusal(`There is no database ${file} to copy: set TOLMACH_DATA to the folder of yours.`);
  for (const place of [copy, filesBeside(copy)]) if (existsSync(place)) throw new Refusal(`${place} is there already: name a new file.`);
  // Not through the store: opening it would bring it to a newer version, and one copies just before that.
  const { copyDatabase } = await import('../storage/sqlite/file-tools.ts');
  await copyDatabase(file, copy).catch((error: unknown) => {
    if (error instanceof TypeError || ['ENOENT', 'EACCES', 'ENOTDIR', 'EROFS', 'SQLITE_CANTOPEN'].includes(codeOf(error))) throw new Refusal(`${copy} cannot be written: name a file in a folder that is there and may be written to.`, { cause: error });
    throw refuseFile(file, error);
  });
  const bytes = statSync(copy).size;
  if (!hasFiles(settings)) return { bytes };
  const folder = filesBeside(copy);
  return { bytes, files: { folder, ...(await copyFolder(filesFolder(settings), folder)) } };
}

/** Copies the files of one folder into another, which may hold some already. */
export function copyFolder(from: string, to: string): Promise<CopiedFiles> {
  return copyFiles(openFileFolder({ folder: from, clock: Date.now }), openFileFolder({ folder: to, clock: Date.now }));
}

function hasFiles(settings: Settings): boolean {
  return existsSync(filesFolder(settings));
}

/** Without the URL itself: it may hold a password. */
function dumpCommand({ database }: Settings, copy: string): string {
  const schema = database?.schema === undefined ? '' : `--schema=${database.schema} `;
  return `pg_dump --format=custom ${schema}--file='${copy}' "$DATABASE_URL"`;
}
