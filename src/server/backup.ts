import { existsSync, statSync } from 'node:fs';
import { databaseFile, refuseFile } from './open-store.ts';
import { codeOf, Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

/** Copies the database into a file that is not there yet, while a server may use it. Gives the size in bytes. */
export async function backupDatabase(settings: Settings, copy: string): Promise<number> {
  if (settings.database !== undefined) throw new Refusal(`A PostgreSQL database is copied with its own tool: ${dumpCommand(settings, copy)}`);
  const file = databaseFile(settings);
  if (!existsSync(file)) throw new Refusal(`There is no database ${file} to copy: set TOLMACH_DATA to the folder of yours.`);
  if (existsSync(copy)) throw new Refusal(`${copy} is there already: name a new file.`);
  // Not through the store: opening it would bring it to a newer version, and one copies just before that.
  const { copyDatabase } = await import('../storage/sqlite/file-tools.ts');
  await copyDatabase(file, copy).catch((error: unknown) => {
    if (error instanceof TypeError || ['ENOENT', 'EACCES', 'ENOTDIR', 'EROFS', 'SQLITE_CANTOPEN'].includes(codeOf(error))) throw new Refusal(`${copy} cannot be written: name a file in a folder that is there and may be written to.`, { cause: error });
    throw refuseFile(file, error);
  });
  return statSync(copy).size;
}

/** Without the URL itself: it may hold a password. */
function dumpCommand({ database }: Settings, copy: string): string {
  const schema = database?.schema === undefined ? '' : `--schema=${database.schema} `;
  return `pg_dump --format=custom ${schema}--file='${copy}' "$DATABASE_URL"`;
}
