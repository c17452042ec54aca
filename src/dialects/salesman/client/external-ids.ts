import { oneOf } from '../../../core/query/filter.ts';
import type { Storage } from '../../../core/storage.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { localDateTime } from '../../transport/local-times.ts';

const LIMIT = 10_000;

/** `uids` of these clients: their ids in other systems, oldest first. */
export async function externalIdsOf(storage: Storage, clientIds: readonly number[]): Promise<ReadonlyMap<number, readonly CrmRecord[]>> {
  const records = await storage.findRecords({ entity: 'external_id', filter: oneOf('client', clientIds), sort: { field: 'id', descending: false }, offset: 0, limit: LIMIT });
  return Map.groupBy(records, (record) => numberAt(record, 'client') ?? 0);
}

/** One row of `uids` (SalesMan contract 2.1.2). */
export function presentExternalId({ zone }: Call, record: CrmRecord): object {
  return {
    datum: localDateTime(zone, numberAt(record, 'created_at') ?? 0),
    name: textAt(record, 'system'),
    value: textAt(record, 'value'),
    eid: 0,
    clid: numberAt(record, 'client') ?? 0,
    did: numberAt(record, 'deal') ?? 0,
  };
}
