import type { CrmRecord } from '../../../values.ts';
import { listAt, numberAt, textAt } from '../../../values.ts';
import { covers } from '../../days.ts';

/** All living records that a schedule follows from. */
export interface LivingRows {
  readonly lesson: readonly CrmRecord[];
  readonly membership: readonly CrmRecord[];
  readonly attendance: readonly CrmRecord[];
  readonly subscription: readonly CrmRecord[];
}

/** The dates of a client, worked out of everything there is, as slowly as one likes. */
export function naiveSchedule(client: CrmRecord, rows: LivingRows, today: string): Readonly<Record<string, unknown>> {
  const planned = rows.lesson.filter((lesson) => lesson['state'] === 'planned' && takesPart(client.id, lesson, rows.membership));
  const starts = (lessons: readonly CrmRecord[]): readonly number[] => lessons.map((lesson) => numberAt(lesson, 'starts_at') ?? 0).toSorted((left, right) => left - right);
  const coming = planned.filter((lesson) => (textAt(lesson, 'date') ?? '') >= today);
  const till = (holder: CrmRecord, lessons: readonly CrmRecord[]): number | null => {
    const paid = numberAt(holder, 'paid_lessons') ?? 0;
    return paid <= 0 ? null : starts(lessons)[Math.min(paid, lessons.length) - 1] ?? null;
  };
  const conducted = new Map(rows.lesson.filter((lesson) => lesson['state'] === 'conducted').map((lesson) => [lesson.id, lesson]));
  const attended = rows.attendance.filter((row) => row['client'] === client.id && row['attended'] === true)
    .flatMap((row) => conducted.get(numberAt(row, 'lesson') ?? 0) ?? []).map((lesson) => textAt(lesson, 'date') ?? '');
  const held = rows.subscription.filter((one) => one['client'] === client.id);
  const ends = held.filter((one) => (one['archived_at'] ?? null) === null).map((one) => textAt(one, 'ends_on') ?? '9999-12-31');
  return {
    next_lesson_at: starts(planned)[0] ?? null,
    attended_lessons: attended.length,
    last_attended_on: attended.toSorted().at(-1) ?? null,
    subscribed_till: ends.toSorted().at(-1) ?? null,
    paid_till: till(client, coming),
    subscriptions_paid_till: held.map((one) => [one.id, till(one, coming.filter((lesson) => mayBeCharged(one, lesson)))]),
  };
}

/** The same dates as the client and his subscriptions hold them. */
export function keptSchedule(client: CrmRecord, { subscription }: Pick<LivingRows, 'subscription'>): Readonly<Record<string, unknown>> {
  const { next_lesson_at = null, attended_lessons, last_attended_on = null, subscribed_till = null, paid_till = null } = client;
  const held = subscription.filter((one) => one['client'] === client.id).map((one) => [one.id, one['paid_till'] ?? null]);
  return { next_lesson_at, attended_lessons: attended_lessons ?? 0, last_attended_on, subscribed_till, paid_till, subscriptions_paid_till: held };
}

function mayBeCharged(subscription: CrmRecord, lesson: CrmRecord): boolean {
  const names = (field: string, value: number | null): boolean => listAt(subscription, field).length === 0 || listAt(subscription, field).includes(String(value));
  const group = numberAt(subscription, 'group');
  return covers(textAt(subscription, 'starts_on'), textAt(subscription, 'ends_on'), textAt(lesson, 'date') ?? '')
    && names('subjects', numberAt(lesson, 'subject')) && names('lesson_types', numberAt(lesson, 'type'))
    && (group === null || listAt(lesson, 'groups').includes(String(group)));
}

function takesPart(client: number, lesson: CrmRecord, memberships: readonly CrmRecord[]): boolean {
  if (listAt(lesson, 'clients').includes(String(client))) return true;
  return memberships.some((one) => one['client'] === client && listAt(lesson, 'groups').includes(String(numberAt(one, 'group')))
    && covers(textAt(one, 'starts_on'), textAt(one, 'ends_on'), textAt(lesson, 'date') ?? ''));
}
