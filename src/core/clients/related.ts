import type { Storage } from '../storage.ts';
import { allOf, equals, type Filter } from '../query/filter.ts';
import type { CrmRecord } from '../values.ts';

const PAGE = 1000;

/** All living records of an entity that point at a client, oldest first. */
export async function relatedRecords(storage: Storage, entity: string, clientId: number, extra: Filter = allOf()): Promise<readonly CrmRecord[]> {
  const filter = allOf(equals('client', clientId), extra);
  const records: CrmRecord[] = [];
  for (;;) {
    const page = await storage.findRecords({ entity, filter, sort: { field: 'id', descending: false }, offset: records.length, limit: PAGE });
    records.push(...page);
    if (page.length < PAGE) return records;
  }
}
