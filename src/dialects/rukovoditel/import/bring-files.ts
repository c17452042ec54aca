import { createHash } from 'node:crypto';
import type { Crm } from '../../../core/crm.ts';
import { CrmError } from '../../../core/errors.ts';
import { storeFile, type StoredFile } from '../../../core/files/store-file.ts';
import type { Zone } from '../../../core/time.ts';
import { IMPORT } from './author.ts';
import type { Prepared } from './prepared.ts';
import type { Tally } from './tally.ts';

/** Where the vendor's files are. */
export interface Uploads {
  /** The bytes of a file by its path below the folder, with `/` between; undefined where there is none. */
  read(path: string): Promise<Buffer | undefined>;
  /** By whose calendar the folders of days are called. */
  readonly zone: Zone;
}

const MISSING = 'files are not in the folder';

interface Brought {
  readonly record: Prepared;
  readonly field: string;
  readonly file: StoredFile;
}

/**
 * Stores the files of some records, and gives their values by record and field. What is missing, or not taken, is
 * counted. Files that a crash leaves behind are named by nothing, and swept.
 */
export async function bringFiles(crm: Crm, lot: readonly Prepared[], uploads: Uploads, tally: Tally): Promise<ReadonlyMap<Prepared, Readonly<Record<string, readonly string[]>>>> {
  const brought: Brought[] = [];
  for (const record of lot) for (const [field, names] of Object.entries(record.files)) for (const name of names) {
    const file = await bringFile(crm, name, uploads, tally);
    if (file !== undefined) brought.push({ record, field, file });
  }
  const values = new Map<Prepared, Record<string, string[]>>();
  if (brought.length === 0) return values;
  const written = await crm.write(IMPORT, async (draft) => brought.map(({ file: { name, mediaType, size, digest } }) => draft.insert('file', { name, media_type: mediaType, size, digest })));
  for (const [index, { record, field, file }] of brought.entries()) {
    const ofRecord = values.get(record) ?? {};
    values.set(record, ofRecord);
    (ofRecord[field] ??= []).push(`${written.idOf(written.decision[index] ?? 0)}/${file.name}`);
  }
  return values;
}

/** Counts the files that could not be brought because they are missing. */
export async function noteMissing(lot: readonly Prepared[], uploads: Uploads, tally: Tally): Promise<void> {
  for (const { files } of lot) for (const name of Object.values(files).flat()) if ((await readUpload(name, uploads)) === undefined) tally.note(MISSING, name);
}

async function bringFile(crm: Crm, name: string, uploads: Uploads, tally: Tally): Promise<StoredFile | undefined> {
  const bytes = await readUpload(name, uploads);
  if (bytes === undefined) {
    tally.note(MISSING, name);
    return undefined;
  }
  try {
    return await storeFile(crm, { name: shownName(name), bytes });
  } catch (error) {
    if (!(error instanceof CrmError) || error.code === 'unavailable') throw error;
    tally.note('files are not taken', `${name}: ${error.facts.reason ?? error.code}`);
    return undefined;
  }
}

/** The name without the time of upload before it. */
function shownName(name: string): string {
  return name.replace(/^\d{9,11}_/u, '');
}

/** In the folder of its day, or at the top; under its name, or that name's SHA-1, as the vendor may be set to keep it (Rukovoditel contract 3.9). */
async function readUpload(name: string, { read, zone }: Uploads): Promise<Buffer | undefined> {
  if (/[/\\\0]|^\.+$/u.test(name)) return undefined;
  const seconds = Number(/^(\d{9,11})_/u.exec(name)?.[1] ?? 0);
  const { year, month, day } = zone.toLocal(seconds * 1000);
  const folders = [...(seconds === 0 ? [] : [`${year}/${String(month).padStart(2, '0')}/${String(day).padStart(2, '0')}/`]), ''];
  for (const folder of folders) for (const kept of [name, createHash('sha1').update(name).digest('hex')]) {
    const bytes = await read(folder + kept);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}
