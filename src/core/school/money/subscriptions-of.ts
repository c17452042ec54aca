import type { PlannedValues } from '../../changes/change-set.ts';
import { covers } from '../days.ts';
import { known, plannedIds, plannedNumber, plannedText } from '../drafted.ts';
import { linkAt, type Reference } from '../references.ts';
import type { Row } from '../rows.ts';

/** What of a lesson decides which subscription it is charged from. */
export interface ChargedLesson {
  readonly day: string;
  readonly subject: number | null;
  readonly type: number | null;
  readonly groups: readonly number[];
}

/** What of a lesson on a day decides which subscription it is charged from. */
export function chargedLesson(lesson: PlannedValues, day: string): ChargedLesson {
  return { day, subject: plannedNumber(lesson, 'subject'), type: plannedNumber(lesson, 'type'), groups: plannedIds(lesson, 'groups') };
}

/** Whether a subscription is in use on a day, or will be: neither archived nor over. */
export function isCurrent(subscription: PlannedValues, today: string): boolean {
  return known(subscription['archived_at']) === null && covers(null, plannedText(subscription, 'ends_on'), today);
}

/** Whether a lesson may be charged from a subscription: by its days, subjects, types and group; what it does not name, it does not limit. */
export function coversLesson(subscription: PlannedValues, { day, subject, type, groups }: ChargedLesson): boolean {
  const group = linkAt(subscription, 'group');
  return isCurrent(subscription, day) && covers(plannedText(subscription, 'starts_on'), null, day)
    && allows(plannedIds(subscription, 'subjects'), subject) && allows(plannedIds(subscription, 'lesson_types'), type)
    && (group === null || groups.some((id) => id === group));
}

/** Subscriptions in the order they are charged: those with a balance of their own first, then the earliest. */
export function inOrderOfCharge(subscriptions: readonly Row[]): readonly Row[] {
  return inOrderOfTime(subscriptions).toSorted((left, right) => Number(isSeparate(right.values)) - Number(isSeparate(left.values)));
}

/** Subscriptions by the day they start, then as they were made. */
export function inOrderOfTime(subscriptions: readonly Row[]): readonly Row[] {
  return subscriptions.toSorted((left, right) => {
    const [earlier, later] = [plannedText(left.values, 'starts_on') ?? '', plannedText(right.values, 'starts_on') ?? ''];
    return earlier === later ? placeOf(left.id) - placeOf(right.id) : (earlier < later ? -1 : 1);
  });
}

/** Whether a subscription keeps a balance of its own. */
export function isSeparate(subscription: PlannedValues): boolean {
  return known(subscription['separate']) === true;
}

function allows(allowed: readonly number[], id: number | null): boolean {
  return allowed.length === 0 || (id !== null && allowed.includes(id));
}

/** A record that is not numbered yet comes after all that are. */
function placeOf(id: Reference): number {
  return typeof id === 'number' ? id : Number.MAX_SAFE_INTEGER / 2 + id.slot;
}
