import type { PlannedValues } from '../../changes/change-set.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { allOf, equals, holdsAny } from '../../query/filter.ts';
import { plannedIds, plannedNumber, plannedText, type DraftedChange } from '../drafted.ts';
import { participantsOf } from '../lessons/participants.ts';
import { chargedLesson, coversLesson, type ChargedLesson } from '../money/subscriptions-of.ts';
import { readPlanned, type PlannedRow } from '../read-planned.ts';
import { idsAmong, keyOf, linkAt, type Reference } from '../references.ts';
import { byLink } from '../rows.ts';

/** A planned lesson: when it is, and what decides who pays for it with what. */
export interface Coming extends ChargedLesson {
  readonly startsAt: number;
}

const FIELDS = ['starts_at', 'date', 'clients', 'groups', 'subject', 'type'];

/**
 * The planned lessons of these clients by client, the earliest first, be they overdue: those that name him, and those of his
 * groups while he is a member. Two questions for all of them: lessons are planned 60 days ahead, so there are not many.
 */
export async function comingLessons(crm: Crm, directory: Directory, changes: readonly DraftedChange[], clients: readonly Reference[], memberships: readonly PlannedRow[]): Promise<ReadonlyMap<string, readonly Coming[]>> {
  const groups = idsAmong(memberships.map(({ values }) => linkAt(values, 'group')));
  const [named, ofGroups] = await Promise.all([
    readLessons(crm, directory, changes, 'clients', idsAmong(clients)),
    readLessons(crm, directory, changes, 'groups', groups),
  ]);
  const byGroup = byLink(memberships, 'group');
  const found = new Map<string, Coming[]>(clients.map((client) => [keyOf(client), []]));
  const lessons = new Map([...named, ...ofGroups].map((lesson) => [keyOf(lesson.id), lesson.values]));
  for (const lesson of lessons.values()) {
    const startsAt = plannedNumber(lesson, 'starts_at');
    const members = plannedIds(lesson, 'groups').flatMap((group) => byGroup.get(keyOf(group)) ?? []);
    if (startsAt === null) continue;
    for (const client of participantsOf(lesson, members)) found.get(keyOf(client))?.push({ startsAt, ...chargedLesson(lesson, plannedText(lesson, 'date') ?? '') });
  }
  for (const coming of found.values()) coming.sort((left, right) => left.startsAt - right.startsAt);
  return found;
}

async function readLessons(crm: Crm, directory: Directory, changes: readonly DraftedChange[], field: 'clients' | 'groups', ids: readonly number[]): Promise<readonly PlannedRow[]> {
  if (ids.length === 0) return [];
  return readPlanned(crm, directory, changes, { entity: 'lesson', filter: allOf(equals('state', 'planned'), holdsAny(field, ids)), fields: FIELDS });
}

/** When the last lesson that is paid for begins, counted from today on: the last planned one where there are fewer; null when none is paid for. */
export function lastPaidStart(coming: readonly Coming[], paid: number, today: string): number | null {
  const ahead = paid <= 0 ? [] : coming.filter(({ day }) => day >= today);
  return ahead[Math.min(paid, ahead.length) - 1]?.startsAt ?? null;
}

/** When the last lesson that a subscription is enough for begins, of those that may be charged from it. */
export function subscriptionPaidTill(subscription: PlannedValues, coming: readonly Coming[], today: string): number | null {
  return lastPaidStart(coming.filter((lesson) => coversLesson(subscription, lesson)), plannedNumber(subscription, 'paid_lessons') ?? 0, today);
}
