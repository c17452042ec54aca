import type { Storage } from '../core/storage.ts';
import { everyRecord } from '../core/files/every-record.ts';
import { EVERYTHING } from '../core/query/filter.ts';
import { textAt, type CrmRecord } from '../core/values.ts';
import { openFileFolder } from '../storage/files/index.ts';
import { filesFolder } from './files.ts';
import type { StoreSettings } from './open-store.ts';

export interface FilesVerdict {
  readonly state: 'good' | 'bad';
  readonly detail: string;
}

/** Whether the folder has the bytes of every file that the store knows. */
export async function judgeFiles(settings: StoreSettings, storage: Storage): Promise<FilesVerdict> {
  const folder = filesFolder(settings);
  const kept = new Set<string>();
  for await (const { digest } of openFileFolder({ folder, clock: Date.now }).list()) kept.add(digest);
  const missing: CrmRecord[] = [];
  let known = 0;
  for await (const file of filesOf(storage, (await storage.loadMetadata()).entities.some(({ name }) => name === 'file'))) {
    known++;
    if (!kept.has(textAt(file, 'digest') ?? '')) missing.push(file);
  }
  const [first] = missing;
  if (first === undefined) return { state: 'good', detail: known === 0 ? 'none' : `${known}, all in ${folder}` };
  return { state: 'bad', detail: `${missing.length} of ${known} are not in ${folder}, the first is ${first.id} (${textAt(first, 'name') ?? ''}): bring that folder back from a backup.` };
}

async function* filesOf(storage: Storage, hasEntity: boolean): AsyncGenerator<CrmRecord> {
  if (hasEntity) yield* everyRecord(storage, { entity: 'file', filter: EVERYTHING, fields: ['name', 'digest'] });
}
