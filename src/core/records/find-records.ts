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

/** A page of what the caller may see of a selection; how large the whole is nobody asks, `total` helps where it is known. */
export async function listRecords(crm: Crm, context: Context, query: RecordQuery): Promise<readonly CrmRecord[]> {
  const asked = await visibleQuery(crm, context, query);
  return asked.filter.kind === 'none' ? [] : crm.storage.findRecords(asked);
}

async function visibleQuery(crm: Crm, context: Context, query: RecordQuery): Promise<RecordQuery> {
  const directory = await crm.directory();
  const definition = directory.catalog.entity(query.entity);
  const asked = askable(definition, rightsOn(directory, context.account, definition), query);
  return { ...asked, filter: allOf(await visibleRecords(crm.storage, directory, context.account, definition), asked.filter) };
}

/** How much of a selection the caller may see. */
export async function countVisible(crm: Crm, context: Context, query: RecordQuery): Promise<number> {
  const { filter } = await visibleQuery(crm, context, query);
  return filter.kind === 'none' ? 0 : crm.storage.countRecords(query.entity, filter);
}

/** A page of what the caller may see of a selection, and the size of the whole of it. */
export async function findRecords(crm: Crm, context: Context, query: RecordQuery): Promise<FoundPage> {
  const asked = await visibleQuery(crm, context, query);
  const { filter } = asked;
  if (filter.kind === 'none') return { records: [], total: 0 };
  const total = await crm.storage.countRecords(query.entity, filter);
  if (query.offset >= total) return { records: [], total };
  return { records: await crm.storage.findRecords({ ...asked, total }), total };
}
