import type { Author } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { allOf, equals, EVERYTHING, type Filter } from '../query/filter.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { CrmRecord } from '../values.ts';

/** Records in a transaction: writes of others, and reads in the same thread, wait for no more than that takes. */
const PAGE = 200;
/** A page that others keep changing is tried in ever smaller parts. */
const MIN_PAGE = 1;

/** Reading alone holds nobody up. */
const READ_PAGE = 2000;
/** Where few records are wanted, so many ids are looked at in one step: others wait for no longer than that takes. */
const WINDOW = 20_000;

/** The records of an entity with ids after `after`, in the order of their ids. */
function page(entity: string, after: number, limit: number, fields?: readonly string[], only: Filter = EVERYTHING, to?: number): RecordQuery {
  const range: Filter = { kind: 'range', field: 'id', from: { value: after, inclusive: false }, ...(to === undefined ? {} : { to: { value: to, inclusive: true } }) };
  return { entity, filter: allOf(range, only), sort: { field: 'id', descending: false }, offset: 0, limit, background: limit > 1, ...(fields === undefined ? {} : { fields }) };
}

/** The living records of an entity a page at a time, with these fields; others are served between the pages. */
export async function* pagesOf({ storage }: Crm, entity: string, fields?: readonly string[]): AsyncGenerator<readonly CrmRecord[]> {
  for (let after = 0; ;) {
    const records = await storage.findRecords(page(entity, after, READ_PAGE, fields));
    if (records.length > 0) yield records;
    if (records.length < READ_PAGE) return;
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

/** Records that store something in the field. */
export function stored(field: string): Filter {
  return { kind: 'not', filter: equals(field, null) };
}

export interface Walk {
  /** The last id that is done already. */
  readonly after?: number;
  /** Hears the last id of each page that is done, to go on from after a crash. */
  readonly told?: (id: number) => void;
  /** Records that nothing becomes of are not even read. */
  readonly only?: Filter;
  /** What is read of a record beside its id and version; all, unless said. */
  readonly fields?: readonly string[];
}

interface Stretch {
  readonly records: readonly CrmRecord[];
  /** Where the next one begins; absent: this was the last. */
  readonly last: number | undefined;
}

/**
 * Goes once through living records in the order of their ids and writes what `rework` makes of them, some hundreds in a
 * transaction, while the service runs. A change by somebody else at the same moment is not lost: its page is decided
 * again. While a page is being written the next one is read.
 */
export async function reworkRecords(crm: Crm, author: Author, entity: string, rework: Rework, walk: Walk = {}): Promise<Pass> {
  let changed = 0;
  let ahead: { readonly after: number; readonly revision: number; readonly found: Promise<Stretch> } | undefined;
  for (let last: number | undefined = walk.after ?? 0; last !== undefined;) {
    const from: number = last;
    const { decision } = await crm.write(author, async (draft, directory) => {
      const { revision } = directory.catalog;
      const known = draft.attempt === 0 && ahead?.after === from && ahead.revision === revision ? ahead.found : undefined;
      const stretch = await (known ?? readStretch(crm, entity, from, Math.max(MIN_PAGE, PAGE >> draft.attempt), walk));
      if (stretch.last !== undefined) ahead = { after: stretch.last, revision, found: readAhead(crm, entity, stretch.last, walk) };
      return { touched: await reworkAll(draft, directory, entity, stretch.records, rework), last: stretch.last };
    }, { quiet: true });
    changed += decision.touched;
    last = decision.last;
    if (last !== undefined) walk.told?.(last);
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  return { changed };
}

async function readStretch({ storage }: Crm, entity: string, after: number, limit: number, { only, fields }: Walk): Promise<Stretch> {
  const to = only === undefined ? undefined : after + WINDOW;
  const records = await storage.findRecords(page(entity, after, limit, fields, only, to));
  if (records.length === limit) return { records, last: records.at(-1)?.id };
  if (to === undefined) return { records, last: undefined };
  const [next] = await storage.findRecords(page(entity, to, 1, []));
  return { records, last: next === undefined ? undefined : next.id - 1 };
}

/** A failure is heard of by who waits for the page; where nobody comes to that, it is of no matter. */
function readAhead(crm: Crm, entity: string, after: number, walk: Walk): Promise<Stretch> {
  const found = readStretch(crm, entity, after, PAGE, walk);
  found.catch(() => undefined);
  return found;
}

async function reworkAll(draft: Draft, directory: Directory, entity: string, records: readonly CrmRecord[], rework: Rework): Promise<number> {
  let touched = 0;
  for (const record of records) if (await rework(draft, directory, directory.catalog.entity(entity), record)) touched += 1;
  return touched;
}

/** Goes through these records, living or deleted, as `reworkRecords` does. */
export async function reworkThese(crm: Crm, author: Author, entity: string, ids: readonly number[], rework: Rework): Promise<Pass> {
  let changed = 0;
  for (let start = 0; start < ids.length;) {
    const { decision } = await crm.write(author, async (draft, directory) => {
      // Records that others write all the time are never all at rest; one by one they are.
      const taken = ids.slice(start, start + Math.max(MIN_PAGE, Math.min(PAGE, ids.length - start) >> draft.attempt));
      const records = await Promise.all(taken.map((id) => crm.storage.readRecord(entity, id)));
      return { touched: await reworkAll(draft, directory, entity, records.filter((record) => record !== undefined), rework), taken: taken.length };
    }, { quiet: true });
    changed += decision.touched;
    start += decision.taken;
  }
  return { changed };
}
