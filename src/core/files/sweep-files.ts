import type { Author } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { ListedBytes } from '../file-store.ts';
import { oneOf } from '../query/filter.ts';
import { numberAt, textAt, type CrmRecord } from '../values.ts';
import { everyRecord } from './every-record.ts';
import { namedFiles } from './named-files.ts';

/** What is younger may belong to a call, or to an upload, that is not finished. */
const MIN_AGE_MS = 24 * 3_600_000;
const BATCH = 200;
const MAX_DELETED = 50_000;

export interface SweepOptions {
  /** Whether bytes go too: not from a folder that another installation uses. */
  readonly bytes: boolean;
  readonly signal?: AbortSignal;
}

export interface Swept {
  /** File records that nothing names, put away: they go for good with a sweep a day later. */
  readonly putAway: number;
  /** File records that something names after all. */
  readonly broughtBack: number;
  readonly purged: number;
  /** Files of bytes. */
  readonly bytes: number;
}

/**
 * Removes what nobody can reach any more: first the records of files that no record and no comment names, in two steps a
 * day apart, so that a write of the same moment is never left with a file that is gone; then bytes that no record names.
 * Nothing younger than 24 hours is touched. Several processes may sweep at once.
 */
export async function sweepFiles(crm: Crm, author: Author, { bytes, signal = new AbortController().signal }: SweepOptions): Promise<Swept> {
  const before = crm.clock() - MIN_AGE_MS;
  const named = (await crm.directory()).catalog.has('file') ? await namedFiles(crm, signal) : undefined;
  if (named === undefined) return { putAway: 0, broughtBack: 0, purged: 0, bytes: 0 };
  const deleted = await crm.storage.findDeleted('file', MAX_DELETED);
  const broughtBack = await settle(crm, author, deleted.filter(({ id }) => named.has(id)), (draft, file) => { draft.update('file', file, { deleted_at: null }); });
  const purged = await settle(crm, author, deleted.filter((file) => !named.has(file.id) && isOlder(file, 'deleted_at', before)), (draft, file) => draft.purge('file', file));
  const putAway = await settle(crm, author, await unnamed(crm, named, before, signal), (draft, file) => draft.remove('file', file));
  return { putAway, broughtBack, purged, bytes: bytes ? await sweepBytes(crm, before, signal) : 0 };
}

async function unnamed(crm: Crm, named: ReadonlySet<number>, before: number, signal: AbortSignal): Promise<readonly CrmRecord[]> {
  const found: CrmRecord[] = [];
  const filter = { kind: 'range', field: 'created_at', to: { value: before, inclusive: false } } as const;
  for await (const file of everyRecord(crm.storage, { entity: 'file', filter }, signal)) if (!named.has(file.id)) found.push(file);
  return found;
}

function isOlder(record: CrmRecord, field: string, before: number): boolean {
  return (numberAt(record, field) ?? before) < before;
}

/** Changes these records, as they were read: one that another process was quicker with is left for the next time. */
async function settle(crm: Crm, author: Author, files: readonly CrmRecord[], change: (draft: Draft, file: CrmRecord) => void): Promise<number> {
  let settled = 0;
  for (const batch of batches(files)) {
    const written = await crm.write(author, async (draft) => {
      const current = await Promise.all(batch.map(({ id }) => crm.storage.readRecord('file', id)));
      const same = batch.filter((file, index) => current[index]?.version === file.version);
      for (const file of same) change(draft, file);
      return same.length;
    });
    settled += written.decision;
  }
  return settled;
}

async function sweepBytes(crm: Crm, before: number, signal: AbortSignal): Promise<number> {
  const old: ListedBytes[] = [];
  for await (const bytes of crm.files?.list() ?? []) if (bytes.modifiedAt < before) old.push(bytes);
  const deleted = await crm.storage.findDeleted('file', MAX_DELETED);
  // Those beyond are not known, and what is not known is kept.
  if (deleted.length === MAX_DELETED) return 0;
  const putAway = digestsOf(deleted);
  let removed = 0;
  for (const batch of batches(old.filter(({ digest }) => !putAway.has(digest)))) {
    const kept = await keptDigests(crm, batch, signal);
    for (const { digest } of batch.filter((bytes) => !kept.has(bytes.digest))) {
      await crm.files?.remove(digest, before);
      removed++;
    }
  }
  return removed;
}

/** Those of the digests that a record has: one, or a hundred thousand. */
async function keptDigests(crm: Crm, batch: readonly ListedBytes[], signal: AbortSignal): Promise<ReadonlySet<string>> {
  const records: CrmRecord[] = [];
  const filter = oneOf('digest', batch.map(({ digest }) => digest));
  for await (const record of everyRecord(crm.storage, { entity: 'file', filter, fields: ['digest'] }, signal)) records.push(record);
  return digestsOf(records);
}

function digestsOf(files: readonly CrmRecord[]): ReadonlySet<string> {
  return new Set(files.map((file) => textAt(file, 'digest') ?? ''));
}

function batches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) => items.slice(index * BATCH, (index + 1) * BATCH));
}
