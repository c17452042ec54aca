import type { EntityRights } from '../../../core/permissions/rights.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { allOf, type Filter } from '../../../core/query/filter.ts';
import type { CrmRecord } from '../../../core/values.ts';
import { member } from '../../transport/parameters.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionCall } from '../call.ts';
import { readCriteria } from '../filters/read-filters.ts';
import { surroundingsOf } from '../present-rows.ts';
import { ApiError } from '../transport/errors.ts';
import { readMap } from '../transport/read-map.ts';
import { missing } from '../transport/texts.ts';

const LOT = 500;

/** Which rows the criteria of a call name, among those the caller sees. Criteria must be there: never the whole table. */
export function readTargets(call: ActionCall, entity: WireEntity, rights: EntityRights, name: 'update_by_field' | 'delete_by_field'): Filter {
  const criteria = readMap(member(call.parameters, name));
  if (criteria === undefined || Object.keys(criteria).length === 0) throw new ApiError(missing(name));
  return readCriteria({ entity, rights, around: surroundingsOf(call) }, criteria);
}

/** The ids of all rows of a selection that the caller sees, oldest first. */
export async function findTargets({ crm, context }: ActionCall, { definition }: WireEntity, filter: Filter): Promise<readonly number[]> {
  const ids: number[] = [];
  for (;;) {
    const after: Filter = { kind: 'range', field: 'id', from: { value: ids.at(-1) ?? 0, inclusive: false } };
    const found: readonly CrmRecord[] = await listRecords(crm, context, { entity: definition.name, filter: allOf(filter, after), sort: { field: 'id', descending: false }, offset: 0, limit: LOT, fields: [] });
    ids.push(...found.map(({ id }) => id));
    if (found.length < LOT) return ids;
  }
}

/** Ids in groups of one transaction each. */
export function inLots(ids: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(ids.length / LOT) }, (_, index) => ids.slice(index * LOT, (index + 1) * LOT));
}
