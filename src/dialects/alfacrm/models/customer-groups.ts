import { listRecords } from '../../../core/records/find-records.ts';
import { oneOf } from '../../../core/query/filter.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { isCurrent } from '../memberships.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { readFlag } from '../values/read-values.ts';

const MANY = 5000;

/** `groups`, when `withGroups` asks for them: those that a customer is in today (alfaCRM contract 3.10). */
export async function customerGroups(records: readonly CrmRecord[], call: Call): Promise<(record: CrmRecord) => Readonly<Record<string, WireJson>>> {
  if (readFlag(call.given('withGroups') ?? false) !== true) return () => ({});
  const { crm, context } = call;
  const order = { sort: { field: 'id', descending: false }, offset: 0, limit: MANY };
  const memberships = await listRecords(crm, context, { entity: 'membership', filter: oneOf('client', records.map(({ id }) => id)), ...order });
  const current = memberships.filter((membership) => isCurrent(membership, call));
  const groups = await listRecords(crm, context, { entity: 'group', filter: oneOf('id', current.flatMap((membership) => numberAt(membership, 'group') ?? [])), ...order });
  const names = new Map(groups.map((group) => [group.id, textAt(group, 'name') ?? '']));
  const byClient = Map.groupBy(current, (membership) => numberAt(membership, 'client'));
  return ({ id }) => ({
    groups: (byClient.get(id) ?? []).flatMap((membership) => {
      const group = numberAt(membership, 'group') ?? 0;
      const name = names.get(group);
      return name === undefined ? [] : [{ id: group, name }];
    }),
  });
}
