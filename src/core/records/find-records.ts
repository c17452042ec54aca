import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { askable } from '../permissions/field-rights.ts';
import { rightsOn } from '../permissions/rights.ts';
import { visibleRecords } from '../permissions/visible-records.ts';
import { allOf } from '../query/filter.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { CrmRecord } from '../values.ts';

export interface FoundPage {
  readonly records: readonly CrmRecord[];
  /** The size of the whole selection. */
  readonly total: number;
}

/** A page of what the caller may see of a selection, and the size of the whole of it. */
export async function findRecords(crm: Crm, context: Context, query: RecordQuery): Promise<FoundPage> {
  const directory = await crm.directory();
  const definition = directory.catalog.entity(query.entity);
  const asked = askable(definition, rightsOn(directory, context.account, definition), query);
  const filter = allOf(await visibleRecords(crm.storage, directory, context.account, definition), asked.filter);
  if (filter.kind === 'none') return { records: [], total: 0 };
  const total = await crm.storage.countRecords(query.entity, filter);
  if (query.offset >= total) return { records: [], total };
  return { records: await crm.storage.findRecords({ ...asked, filter, total }), total };
}
