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
  const coming = starts(planned.filter((lesson) => (textAt(lesson, 'date') ?? '') >= today));
  const paid = numberAt(client, 'paid_lessons') ?? 0;
  const conducted = new Map(rows.lesson.filter((lesson) => lesson['state'] === 'conducted').map((lesson) => [lesson.id, lesson]));
  const attended = rows.attendance.filter((row) => row['client'] === client.id && row['attended'] === true)
    .flatMap((row) => conducted.get(numberAt(row, 'lesson') ?? 0) ?? []).map((lesson) => textAt(lesson, 'date') ?? '');
  const ends = rows.subscription.filter((one) => one['client'] === client.id && (one['archived_at'] ?? null) === null).map((one) => textAt(one, 'ends_on') ?? '9999-12-31');
  return {
    next_lesson_at: starts(planned)[0] ?? null,
    attended_lessons: attended.length,
    last_attended_on: attended.toSorted().at(-1) ?? null,
    subscribed_till: ends.toSorted().at(-1) ?? null,
    paid_till: paid <= 0 ? null : coming[Math.min(paid, coming.length) - 1] ?? null,
  };
}

/** The same dates as the client holds them. */
export function keptSchedule(client: CrmRecord): Readonly<Record<string, unknown>> {
  const { next_lesson_at = null, attended_lessons, last_attended_on = null, subscribed_till = null, paid_till = null } = client;
  return { next_lesson_at, attended_lessons: attended_lessons ?? 0, last_attended_on, subscribed_till, paid_till };
}

function takesPart(client: number, lesson: CrmRecord, memberships: readonly CrmRecord[]): boolean {
  if (listAt(lesson, 'clients').includes(String(client))) return true;
  return memberships.some((one) => one['client'] === client && listAt(lesson, 'groups').includes(String(numberAt(one, 'group')))
    && covers(textAt(one, 'starts_on'), textAt(one, 'ends_on'), textAt(lesson, 'date') ?? ''));
}
