import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { CrmRecord } from '../values.ts';
import { readLiving } from './read-living.ts';

/** What is written again, though equal, so that two decisions about one record conflict. */
const WRITTEN_AGAIN = { client: 'balance', group: 'capacity', lesson: 'date' } as const;

/** The entities whose records are fenced: all that follows of a decision follows for one of these. */
export type Fenced = keyof typeof WRITTEN_AGAIN;

/**
 * Makes sure that no other decision about these records is committed between now and the commit of this draft: each is
 * read, unless the draft changes it already, and written again. To be called before what depends on them is read.
 * Gives them as they are stored, living or away, but for those that the draft purges.
 */
export async function fence(crm: Crm, draft: Draft, entity: Fenced, ids: Iterable<number>): Promise<ReadonlyMap<number, CrmRecord>> {
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
