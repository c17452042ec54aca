import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CrmError } from '../core/errors.ts';
import type { FileStore } from '../core/file-store.ts';
import type { Storage } from '../core/storage.ts';
import type { Clock } from '../core/time.ts';
import { openFileFolder } from '../storage/files/index.ts';
import { prepareFolder, type StoreSettings } from './open-store.ts';
import { codeOf } from './refusal.ts';

/** What the installation is called in its database; the same text lies in the folder of its files. */
const OWNER = 'files.owner';

export interface InstalledFiles {
  readonly store: FileStore;
  readonly folder: string;
  /** Whether the folder holds the files of this database: nobody sweeps what he does not know. */
  isOwn(): Promise<boolean>;
}

/** The folder of attached files, in the data folder and so outside of anything that is served. */
export function filesFolder({ dataFolder }: StoreSettings): string {
  return join(dataFolder, 'files');
}

/** The file that says whose files a folder holds. */
export function ownerFile(settings: StoreSettings): string {
  return join(filesFolder(settings), 'owner');
}

/**
 * Opens the files beside a database. Nothing is made before the first file is put; then the folder is this database's, and
 * one that is another's takes nothing (`unavailable`): each would remove what the other alone knows.
 */
export async function openFiles(settings: StoreSettings, storage: Storage, clock: Clock): Promise<InstalledFiles> {
  if ((await storage.readSetting(OWNER)) === undefined) await storage.writeSetting(OWNER, randomBytes(16).toString('hex'));
  const folder = filesFolder(settings);
  const store = openFileFolder({ folder, clock });
  const isOwn = async (): Promise<boolean> => (await ownerOf(settings)) === (await storage.readSetting(OWNER));
  let claimed = false;
  return {
    folder,
    isOwn,
    store: {
      ...store,
      async put(bytes) {
        claimed ||= await claim(settings, await storage.readSetting(OWNER));
        return store.put(bytes);
      },
    },
  };
}

async function claim(settings: StoreSettings, owner = ''): Promise<true> {
  try {
    if ((await ownerOf(settings)) === '') {
      prepareFolder(filesFolder(settings));
      await writeFile(ownerFile(settings), owner, { mode: 0o600 });
    }
  } catch (error) {
    throw new CrmError('unavailable', { reason: `files ${codeOf(error)}`.trim() }, { cause: error });
  }
  if ((await ownerOf(settings)) === owner) return true;
  // Said to the log alone: callers need not know where files lie.
  const advice = new Error(`set TOLMACH_DATA to a folder of its own, or remove ${ownerFile(settings)} if that other database is gone`);
  throw new CrmError('unavailable', { reason: 'the folder of files belongs to another database' }, { cause: advice });
}

async function ownerOf(settings: StoreSettings): Promise<string> {
  return readFile(ownerFile(settings), 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return '';
    throw error;
  });
}
