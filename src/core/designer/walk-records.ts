import type { Author } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { CrmRecord } from '../values.ts';

const PAGE = 500;
/** A page that others keep changing is tried in ever smaller parts. */
const MIN_PAGE = 10;

/** Where a walk goes: the records of an entity, in the order of their ids. */
function page(entity: string, after: number, limit: number, fields?: readonly string[]): RecordQuery {
  return { entity, filter: { kind: 'range', field: 'id', from: { value: after, inclusive: false } }, sort: { field: 'id', descending: false }, offset: 0, limit, ...(fields === undefined ? {} : { fields }) };
}

/** The living records of an entity a page at a time, with these fields; others are served between the pages. */
export async function* pagesOf({ storage }: Crm, entity: string, fields?: readonly string[]): AsyncGenerator<readonly CrmRecord[]> {
  for (let after = 0; ;) {
    const records = await storage.findRecords(page(entity, after, PAGE, fields));
    if (records.length > 0) yield records;
    if (records.length < PAGE) return;
    after = records.at(-1)?.id ?? after;
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

export interface Pass {
  /** Records whose stored form changed. */
  readonly changed: number;
}

/** Drafts what becomes of one record; tells whether anything does. */
export type Rework = (draft: Draft, directory: Directory, entity: EntityDefinition, record: CrmRecord) => boolean | Promise<boolean>;

/**
 * Goes once through the living records after the id `after` and writes what `rework` makes of them, some hundreds in a
 * transaction, while the service runs. A change by somebody else at the same moment is not lost: its page is decided
 * again. `told` hears the last id of each page that is done, to go on from after a crash.
 */
export async function reworkRecords(crm: Crm, author: Author, entity: string, rework: Rework, { after = 0, told = () => undefined }: { readonly after?: number; readonly told?: (id: number) => void } = {}): Promise<Pass> {
  let changed = 0;
  for (let last: number | undefined = after; last !== undefined;) {
    const from: number = last;
    const { decision } = await crm.write(author, async (draft, directory) => {
      const limit = Math.max(MIN_PAGE, PAGE >> draft.attempt);
      const records = await crm.storage.findRecords(page(entity, from, limit));
      const definition = directory.catalog.entity(entity);
      let touched = 0;
      for (const record of records) if (await rework(draft, directory, definition, record)) touched += 1;
      return { touched, last: records.length < limit ? undefined : records.at(-1)?.id };
    });
    changed += decision.touched;
    last = decision.last;
    if (last !== undefined) told(last);
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  return { changed };
}

/** Goes through these records, living or deleted, as `reworkRecords` does. */
export async function reworkThese(crm: Crm, author: Author, entity: string, ids: readonly number[], rework: Rework): Promise<Pass> {
  let changed = 0;
  for (let start = 0; start < ids.length; start += PAGE) {
    const { decision } = await crm.write(author, async (draft, directory) => {
      let touched = 0;
      const records = await Promise.all(ids.slice(start, start + PAGE).map((id) => crm.storage.readRecord(entity, id)));
      for (const record of records) if (record !== undefined && (await rework(draft, directory, directory.catalog.entity(entity), record))) touched += 1;
      return touched;
    });
    changed += decision;
  }
  return { changed };
}
