import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CrmError } from '../core/errors.ts';
import type { Storage } from '../core/storage.ts';
import { NewerStoreError } from '../storage/sql/migrations.ts';
import { codeOf, Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

export type StoreSettings = Pick<Settings, 'dataFolder' | 'database'>;

/** The database file, where there is no PostgreSQL. */
export function databaseFile({ dataFolder }: StoreSettings): string {
  return join(dataFolder, 'tolmach.db');
}

/** Opens the store that the settings name and brings it to the newest version. Refuses in plain sentences. */
export function openStore(settings: StoreSettings): Promise<Storage> {
  return settings.database === undefined ? openFile(settings) : openServer(settings.database);
}

async function openFile(settings: StoreSettings): Promise<Storage> {
  prepareFolder(settings.dataFolder);
  const file = databaseFile(settings);
  const { openSqlite } = await import('../storage/sqlite/index.ts');
  try {
    return await openSqlite(file);
  } catch (error) {
    throw refuseFile(file, error);
  }
}

/** Makes the folder, for its owner alone, and makes sure that it can be written to. */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal(`Tolmach cannot write to the folder ${folder} (${codeOf(error)}): correct its rights, or set TOLMACH_DATA to another folder.`, { cause: error });
  }
}

/** Step by step: Node's own `recursive` never ends in a file system that takes no folders (`/proc`). */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if (!isFolder(folder)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** What is wrong with a database file, in a plain sentence; an error of another kind as it is. */
export function refuseFile(file: string, error: unknown): unknown {
  const sentence = fileSentence(file, error);
  return sentence === undefined ? error : new Refusal(sentence, { cause: error });
}

function fileSentence(file: string, error: unknown): string | undefined {
  if (error instanceof NewerStoreError) return `The database ${file} was written by a newer Tolmach (version ${error.version}, this one knows ${error.newest}): start the newer Tolmach, or restore an older backup.`;
  const code = engineCode(error);
  if (code === 'SQLITE_NOTADB') return `${file} is not a Tolmach database: move it away, or set TOLMACH_DATA to another folder.`;
  if (code.startsWith('SQLITE_CORRUPT')) return `The database ${file} is damaged: restore a backup with "tolmach restore".`;
  if (code.startsWith('SQLITE_BUSY')) return `Another program holds the database ${file}: end it and start again.`;
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)/u.test(code)) return `Tolmach cannot write to ${file} (${code}): correct the rights of the file and of its folder.`;
  if (/^SQLITE_(FULL|IOERR)/u.test(code)) return `The disk of ${file} is full or failing (${code}): make room and start again.`;
  return undefined;
}

async function openServer({ url, schema }: NonNullable<Settings['database']>): Promise<Storage> {
  const { openPostgres } = await import('../storage/postgres/index.ts');
  try {
    return await openPostgres(url, schema === undefined ? {} : { schema });
  } catch (error) {
    const sentence = serverSentence(url, error);
    throw sentence === undefined ? error : new Refusal(sentence, { cause: error });
  }
}

/** Where the database is, without the password that the URL may hold. */
export function describeServer(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `the PostgreSQL database "${decodeURIComponent(pathname.slice(1))}" on ${hostname}:${port === '' ? '5432' : port}`;
}

function serverSentence(url: string, error: unknown): string | undefined {
  const place = describeServer(url);
  if (error instanceof NewerStoreError) return `${capital(place)} was written by a newer Tolmach (version ${error.version}, this one knows ${error.newest}): start the newer Tolmach.`;
  const code = engineCode(error);
  switch (code) {
    case '28P01':
    case '28000':
      return `${capital(place)} refused the user or the password: correct them in DATABASE_URL.`;
    case '3D000':
      return `There is no such database: ${place}. Create it, or correct DATABASE_URL.`;
    case '42501':
    case '3F000':
      return `The user of DATABASE_URL may not create tables in ${place}: grant it CREATE, or set TOLMACH_DATABASE_SCHEMA.`;
    case '53300':
      return `${capital(place)} has no free connection: raise its max_connections, or end other programs.`;
    default:
      return code === '' || !/^(E[A-Z_]+|57P03|08\d{3})$/u.test(code) ? undefined : `${capital(place)} does not answer (${code}): start it, or correct DATABASE_URL.`;
  }
}

/** The code of the engine or the system. The core keeps it as the reason; connecting to several addresses fails with several errors. */
function engineCode(error: unknown): string {
  if (error instanceof CrmError) return error.cause === undefined ? (error.facts.reason ?? '') : engineCode(error.cause) || (error.facts.reason ?? '');
  return codeOf(error) === '' && error instanceof AggregateError ? engineCode(error.errors[0]) : codeOf(error);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
