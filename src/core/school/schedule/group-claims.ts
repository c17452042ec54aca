import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import { allOf, equals, oneOf, type Filter } from '../../query/filter.ts';
import { readLiving } from '../read-living.ts';
import type { PlannedRow } from '../read-planned.ts';
import { linkAt } from '../references.ts';

/**
 * Who decides about lessons of a group reads its memberships, who decides about memberships reads its lessons. Each lesson
 * writes its group, so a membership asks that the group is still as it was; a lesson asks that nobody has joined. Both take
 * one lock for that. So many people may join and leave a group at once without being in each other's way.
 */
const lockOf = (group: number): string => `schedule/group/${group}`;

/** Lets the draft be committed only as long as no lesson of these groups is added or changed. To be called before their lessons are read. */
export async function claimGroups(crm: Crm, draft: Draft, groups: readonly number[]): Promise<void> {
  for (const { id, version } of await readLiving(crm, 'group', distinct(groups))) {
    draft.claimAbsence({ entity: 'group', filter: allOf(equals('id', id), { kind: 'not', filter: equals('version', version) }), lock: lockOf(id) });
  }
}

/** Lets the draft be committed only as long as these groups have no memberships, of those `within`, but the ones seen and those that the draft changes. */
export function claimMembers(draft: Draft, groups: readonly number[], within: Filter, seen: readonly PlannedRow[], changed: readonly number[]): void {
  const byGroup = Map.groupBy(seen, ({ values }) => linkAt(values, 'group'));
  for (const group of distinct(groups)) {
    const known = [...(byGroup.get(group) ?? []).map(({ id }) => id).filter((id) => typeof id === 'number'), ...changed];
    draft.claimAbsence({ entity: 'membership', filter: allOf(equals('group', group), within, { kind: 'not', filter: oneOf('id', known) }), lock: lockOf(group) });
  }
}

/** In one order everywhere: nobody waits for a lock that waits for his. */
function distinct(groups: readonly number[]): readonly number[] {
  return [...new Set(groups)].toSorted((left, right) => left - right);
}
