import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { dayOf } from '../days.ts';
import { draftedChanges, plannedNumber } from '../drafted.ts';
import { keyOf } from '../references.ts';
import { byLink, openRows, type Row } from '../rows.ts';
import { attendedValues } from './attended.ts';
import { comingLessons, lastPaidStart, subscriptionPaidTill, type Coming } from './coming-lessons.ts';
import { concernedClients, type Concerned } from './concerned-clients.ts';
import { subscribedTill } from './subscribed-till.ts';

/** A client whom the draft concerns, and what he has, as the draft is to leave it. */
interface Pupil {
  readonly concerned: Concerned;
  readonly row: Row;
  readonly subscriptions: readonly Row[];
}

/**
 * Drafts the dates of each client whom the draft concerns:
 * `next_lesson_at`: the beginning of his first lesson that is still planned, be it overdue;
 * `attended_lessons`, `last_attended_on`: his attendance of conducted lessons;
 * `subscribed_till`: the last day of his living, unarchived subscriptions, 9999-12-31 where one has no end;
 * `paid_till`: the beginning of the last of his lessons from today on that is paid for (`paid_lessons`, as the draft is to leave it);
 * and the `paid_till` of his subscriptions likewise, each by the lessons that may be charged from it.
 * Each of them is written, so two decisions about one client conflict. Deleted clients are kept true too, for when they come back.
 */
export async function planSchedule(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  const concerned = await concernedClients(crm, draft, directory);
  if (concerned.length === 0) return;
  const rows = openRows(crm, draft, directory);
  const clients = new Map((await rows.fenced('client', concerned.map(({ client }) => client))).map((row) => [keyOf(row.id), row]));
  const holders = concerned.filter(({ lessons, added, subscriptions }) => lessons || subscriptions || added.length > 0).map(({ client }) => client);
  const held = byLink(await rows.linkedTo('subscription', 'client', holders), 'client');
  const pupils = concerned.flatMap((one): Pupil[] => {
    const [row, subscriptions = []] = [clients.get(keyOf(one.client)), held.get(keyOf(one.client))];
    return row === undefined ? [] : [{ concerned: one, row, subscriptions }];
  });
  const sought = pupils.filter(isSought).map(({ row }) => row.id);
  const coming = await comingLessons(crm, directory, draftedChanges(draft, 'lesson'), sought, await rows.linkedTo('membership', 'client', sought));
  const today = dayOf(crm.zone, draft.at);
  await Promise.all(pupils.map(async (pupil) => {
    const lessons = coming.get(keyOf(pupil.row.id));
    rows.write('client', pupil.row, await datesOf(crm, draft, directory, pupil, lessons, today));
    if (lessons === undefined) return;
    for (const row of pupil.subscriptions) rows.write('subscription', row, { paid_till: subscriptionPaidTill(row.values, lessons, today) });
  }));
}

/** Whether the coming lessons of a client are to be looked through; ones that only come matter where any are paid for. */
function isSought({ concerned: { lessons, added }, row, subscriptions }: Pupil): boolean {
  return lessons || (added.length > 0 && [row, ...subscriptions].some(({ values }) => (plannedNumber(values, 'paid_lessons') ?? 0) > 0));
}

async function datesOf(crm: Crm, draft: Draft, directory: Directory, { concerned, row, subscriptions }: Pupil, lessons: readonly Coming[] | undefined, today: string): Promise<PlannedValues> {
  const { added, attendance } = concerned;
  return {
    ...(lessons === undefined ? earlierStart(row.values, added) : lessonDates(row.values, lessons, today)),
    ...(attendance.length === 0 ? {} : await attendedValues(crm, draft, directory, row.id, row.values, attendance)),
    ...(concerned.subscriptions ? { subscribed_till: subscribedTill(subscriptions.map(({ values }) => values)) } : {}),
  };
}

/** Lessons that are only added can but come before the next one that is known. */
function earlierStart(values: PlannedValues, added: readonly number[]): PlannedValues {
  const next = plannedNumber(values, 'next_lesson_at');
  return added.length === 0 ? {} : { next_lesson_at: Math.min(next ?? Infinity, ...added), paid_till: null };
}

function lessonDates(values: PlannedValues, lessons: readonly Coming[], today: string): PlannedValues {
  return { next_lesson_at: lessons[0]?.startsAt ?? null, paid_till: lastPaidStart(lessons, plannedNumber(values, 'paid_lessons') ?? 0, today) };
}
