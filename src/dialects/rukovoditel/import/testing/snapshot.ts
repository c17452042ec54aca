import type { Crm } from '../../../../core/crm.ts';
import { EVERYTHING } from '../../../../core/query/filter.ts';

/** All that a store holds, to be compared: definitions, and the living records of every entity. */
export async function snapshot(crm: Crm): Promise<unknown> {
  await crm.storage.directoryEpoch('fresh');
  const { catalog } = await crm.directory();
  const records = await Promise.all(catalog.entities.map(async ({ name }) => [name, await crm.storage.findRecords({ entity: name, filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 5000 })] as const));
  return { entities: catalog.entities, records: Object.fromEntries(records) };
}
