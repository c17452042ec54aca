import { allOf, contains, EVERYTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { notEnded } from '../memberships.ts';
import { readText } from '../values/read-values.ts';

/** So many people, and so many of their memberships, a name may mean. */
const MANY = 10_000;

/** `customer_name`: groups that somebody of such a name is in (alfaCRM contract 3.11). */
export async function withMembersNamed(call: Call): Promise<Filter> {
  const name = readText(call.given('customer_name') ?? '')?.trim() ?? '';
  if (name === '') return EVERYTHING;
  const clients = await all(call, 'client', contains('name', name), []);
  const memberships = await all(call, 'membership', allOf(oneOf('client', clients.map(({ id }) => id)), notEnded(call)), ['group']);
  return oneOf('id', memberships.flatMap((membership) => numberAt(membership, 'group') ?? []));
}

function all({ crm, context }: Call, entity: string, filter: Filter, fields: readonly string[]): Promise<readonly CrmRecord[]> {
  return listRecords(crm, context, { entity, filter, sort: { field: 'id', descending: false }, offset: 0, limit: MANY, fields });
}
