import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { visibleTo } from '../permissions/restrict.ts';
import { allOf, oneOf, type Filter } from '../query/filter.ts';
import type { CrmRecord } from '../values.ts';

const CHUNK = 500;

/** Those of the named records that the caller may see, by id: what lists show beside a link. */
export async function readMany(crm: Crm, context: Context, entity: string, ids: Iterable<number | null>): Promise<ReadonlyMap<number, CrmRecord>> {
  const directory = await crm.directory();
  const visible = visibleTo(directory, context.account, directory.catalog.entity(entity));
  const found = new Map<number, CrmRecord>();
  for (const filter of chunks(ids)) {
    const records = await crm.storage.findRecords({ entity, filter: allOf(visible, filter), sort: { field: 'id', descending: false }, offset: 0, limit: CHUNK });
    for (const record of records) found.set(record.id, record);
  }
  return found;
}

function chunks(ids: Iterable<number | null>): readonly Filter[] {
  const wanted = [...new Set([...ids].filter((id) => id !== null))];
  return Array.from({ length: Math.ceil(wanted.length / CHUNK) }, (_, index) => oneOf('id', wanted.slice(index * CHUNK, (index + 1) * CHUNK)));
}
