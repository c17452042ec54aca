import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { allOf, anyOf, equals, oneOf, type Filter } from '../../query/filter.ts';
import { covers } from '../days.ts';
import { draftedChanges, plannedIds, plannedText } from '../drafted.ts';
import { fence } from '../fence.ts';
import { readPlanned, type PlannedRow } from '../read-planned.ts';
import { keyOf, linkAt, type Reference } from '../references.ts';
import { claimMembers } from '../schedule/group-claims.ts';

/**
 * The memberships, as the draft is to leave them, that hold on the day of some of these lessons. The groups are fenced,
 * and it is claimed that nobody else has joined them: a decision about their members conflicts with this one.
 */
export async function readMemberships(crm: Crm, draft: Draft, directory: Directory, lessons: readonly PlannedValues[]): Promise<readonly PlannedRow[]> {
  const dated = lessons.filter((lesson) => plannedText(lesson, 'date') !== null);
  const groups = [...new Set(dated.flatMap((lesson) => plannedIds(lesson, 'groups')))];
  const days = dated.map((lesson) => plannedText(lesson, 'date') ?? '').toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (groups.length === 0 || first === undefined || last === undefined) return [];
  await fence(crm, draft, 'group', groups);
  const [within, changes] = [holdsWithin(first, last), draftedChanges(draft, 'membership')];
  const memberships = await readPlanned(crm, directory, changes, { entity: 'membership', filter: allOf(oneOf('group', groups), within) });
  claimMembers(draft, groups, within, memberships, changes.flatMap(({ id }) => (typeof id === 'number' ? [id] : [])));
  return memberships;
}

/** Who takes part in a lesson: its clients, and the members of its groups whose membership holds on its day. Each once. */
export function participantsOf(lesson: PlannedValues, memberships: readonly PlannedRow[]): readonly Reference[] {
  const found = new Map<string, Reference>(plannedIds(lesson, 'clients').map((id) => [keyOf(id), id]));
  const [groups, day] = [new Set<unknown>(plannedIds(lesson, 'groups')), plannedText(lesson, 'date')];
  for (const { values } of day === null || groups.size === 0 ? [] : memberships) {
    const client = linkAt(values, 'client');
    if (client === null || !groups.has(linkAt(values, 'group')) || !holdsOn(values, day ?? '')) continue;
    found.set(keyOf(client), client);
  }
  return [...found.values()];
}

function holdsOn(membership: PlannedValues, day: string): boolean {
  return covers(plannedText(membership, 'starts_on'), plannedText(membership, 'ends_on'), day);
}

function holdsWithin(first: string, last: string): Filter {
  return allOf(
    anyOf(equals('starts_on', null), { kind: 'range', field: 'starts_on', to: { value: last, inclusive: true } }),
    anyOf(equals('ends_on', null), { kind: 'range', field: 'ends_on', from: { value: first, inclusive: true } }),
  );
}
