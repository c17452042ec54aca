import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import { oneOf } from '../../query/filter.ts';
import type { CrmRecord } from '../../values.ts';

/** What is written again, though equal, so that two decisions about one record conflict. */
const WRITTEN_AGAIN = { client: 'balance', group: 'capacity', lesson: 'date' } as const;
/** So many ids are asked for at once. */
const IDS_AT_ONCE = 500;

/**
 * Makes sure that no other decision about these records is committed between now and the commit of this draft: each is
 * read, unless the draft changes it already, and written again. To be called before what depends on them is read.
 * Gives them as they are stored, living or away, but for those that the draft purges.
 */
export async function fence(crm: Crm, draft: Draft, entity: keyof typeof WRITTEN_AGAIN, ids: Iterable<number>): Promise<ReadonlyMap<number, CrmRecord>> {
  const drafted = new Map(draft.toChangeSet().records.filter((change) => change.entity === entity).map((change) => [change.id, change]));
  const wanted = [...new Set(ids)];
  const known = wanted.flatMap((id) => {
    const change = drafted.get(id);
    return change?.kind === 'update' ? [change.before] : [];
  });
  const read = await readAny(crm, entity, wanted.filter((id) => !drafted.has(id)));
  for (const record of read) draft.derive(entity, record, {}, [WRITTEN_AGAIN[entity]]);
  return new Map([...known, ...read].map((record) => [record.id, record]));
}

/** The records of these ids, living or away. */
async function readAny(crm: Crm, entity: string, ids: readonly number[]): Promise<readonly CrmRecord[]> {
  const living = await readLiving(crm, entity, ids);
  const found = new Set(living.map(({ id }) => id));
  const others = await Promise.all(ids.filter((id) => !found.has(id)).map((id) => crm.storage.readRecord(entity, id)));
  return [...living, ...others.filter((record) => record !== undefined)];
}

/** The living records of these ids. */
export async function readLiving({ storage }: Crm, entity: string, ids: readonly number[]): Promise<readonly CrmRecord[]> {
  const pages = Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, page) => ids.slice(page * IDS_AT_ONCE, (page + 1) * IDS_AT_ONCE));
  const found = await Promise.all(pages.map((some) => storage.findRecords({ entity, filter: oneOf('id', some), sort: { field: 'id', descending: false }, offset: 0, limit: some.length })));
  return found.flat();
}
