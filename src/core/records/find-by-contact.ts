import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { ContactKind } from '../fields/contact-keys.ts';
import { visibleTo } from '../permissions/restrict.ts';
import { allOf, reachedBy } from '../query/filter.ts';
import type { CrmRecord } from '../values.ts';

const MAX_FOUND = 100;

/** The records, oldest first, that a phone number or an e-mail address reaches and the caller may see: who is calling. */
export async function findByContact(crm: Crm, context: Context, entity: string, point: ContactKind, text: string): Promise<readonly CrmRecord[]> {
  const directory = await crm.directory();
  const filter = allOf(visibleTo(directory, context.account, directory.catalog.entity(entity)), reachedBy(point, text));
  return crm.storage.findRecords({ entity, filter, sort: { field: 'id', descending: false }, offset: 0, limit: MAX_FOUND });
}
