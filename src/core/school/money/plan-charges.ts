import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import type { Zone } from '../../time.ts';
import { draftedChanges, known, plannedNumber, plannedText } from '../drafted.ts';
import { chargeOf, NO_CHARGE } from './charge-of.ts';
import { dayOf } from './days.ts';
import { isLiving, keyOf, linkAt, openRows, type Row, type Rows } from './rows.ts';
import { byLink } from './subscriptions-of.ts';

/** A visit that is to be charged anew, and its lesson, which is conducted. */
interface Due {
  readonly visit: Row;
  readonly lesson: Row;
  readonly day: string;
}

/** What a charge follows from; with anything else it stays as it was made. */
const DECISIVE = ['lesson', 'client', 'attended', 'reason'] as const;

/**
 * Charges visits to conducted lessons: who attended, or was absent for a reason that is charged, pays by the first
 * subscription that covers the lesson; the others, and visits to lessons that are not conducted, pay nothing. A charge once
 * made stays as it was, whatever becomes of prices, until the visit changes or its lesson is not conducted any more. A
 * visit has the date of its lesson.
 */
export async function planCharges(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  const rows = openRows(crm, draft, directory);
  const conducted = lessonsConductedBefore(draft);
  const due: Due[] = [];
  for (const visit of await visitsConcerned(rows, draft, crm.zone)) {
    const lesson = await rows.find('lesson', linkAt(visit.values, 'lesson'));
    const day = lesson === undefined ? null : lessonDay(crm.zone, lesson.values);
    if (lesson !== undefined && isLiving(lesson) && day !== null && plannedText(visit.values, 'date') !== day) rows.write('attendance', visit, { date: day });
    // A lesson that is conducted, or called off, meanwhile would not know of a new visit.
    if (lesson !== undefined && visit.stored?.['lesson'] !== lesson.id) rows.fence('lesson', lesson, 'state');
    if (lesson === undefined || day === null || !isConducted(lesson)) rows.write('attendance', visit, { ...NO_CHARGE });
    else if (isDecidedAnew(visit, conducted)) due.push({ visit, lesson, day });
  }
  await charge(rows, due);
}

/** Clients are read, and to be written, before anything that they have: two decisions about one never pass each other. */
async function charge(rows: Rows, due: readonly Due[]): Promise<void> {
  const clients = due.flatMap(({ visit }) => linkAt(visit.values, 'client') ?? []);
  await rows.prepare('client', clients);
  for (const id of clients) {
    const client = await rows.find('client', id);
    if (client !== undefined) rows.fence('client', client, 'balance');
  }
  const subscriptions = byLink(await rows.linkedTo('subscription', 'client', clients), 'client');
  const discounts = byLink(await rows.linkedTo('discount', 'client', clients), 'client');
  for (const { visit, lesson, day } of due) {
    const client = linkAt(visit.values, 'client');
    const means = { subscriptions: of(subscriptions, client), discounts: of(discounts, client) };
    rows.write('attendance', visit, await isCharged(rows, visit.values) ? { ...await chargeOf(rows, visit, lesson.values, day, means) } : { ...NO_CHARGE });
  }
}

/** Living visits that are drafted, and those of lessons that begin or cease to be conducted, come back or move to another day. */
async function visitsConcerned(rows: Rows, draft: Draft, zone: Zone): Promise<readonly Row[]> {
  const drafted = draftedChanges(draft, 'attendance').flatMap(({ id, stored, after }): Row[] => (after === undefined ? [] : [{ id, stored, values: after }]));
  const lessons = draftedChanges(draft, 'lesson').filter(({ before, after }) => {
    return after !== undefined && (before === undefined || before['state'] !== after['state'] || lessonDay(zone, before) !== lessonDay(zone, after));
  });
  const held = await rows.linkedTo('attendance', 'lesson', lessons.map(({ id }) => id));
  return [...new Map([...drafted, ...held].map((visit) => [keyOf(visit.id), visit])).values()];
}

/** Lessons that the decision changes, and whether they were conducted before. */
function lessonsConductedBefore(draft: Draft): ReadonlyMap<string, boolean> {
  return new Map(draftedChanges(draft, 'lesson').map(({ id, before }) => [keyOf(id), before?.['state'] === 'conducted']));
}

/** Whether what a charge follows from changes; a visit that comes back is charged what it was, if it was. */
function isDecidedAnew({ stored, values }: Row, conducted: ReadonlyMap<string, boolean>): boolean {
  if (stored === undefined || DECISIVE.some((field) => (stored[field] ?? null) !== (values[field] ?? null))) return true;
  if (stored['deleted_at'] !== null) return stored['subscription'] === null;
  const lesson = linkAt(values, 'lesson');
  return lesson !== null && conducted.get(keyOf(lesson)) === false;
}

async function isCharged(rows: Rows, visit: PlannedValues): Promise<boolean> {
  if (known(visit['attended']) === true) return true;
  const reason = await rows.find('absence_reason', linkAt(visit, 'reason'));
  return known(reason?.values['charged']) === true;
}

function isConducted(lesson: Row): boolean {
  return isLiving(lesson) && plannedText(lesson.values, 'state') === 'conducted';
}

/** The day of a lesson; where that is not worked out yet, the one that it begins on. */
function lessonDay(zone: Zone, lesson: PlannedValues): string | null {
  const starts = plannedNumber(lesson, 'starts_at');
  return plannedText(lesson, 'date') ?? (starts === null ? null : dayOf(zone, starts));
}

function of(found: ReadonlyMap<string, readonly Row[]>, client: Row['id'] | null): readonly Row[] {
  return client === null ? [] : found.get(keyOf(client)) ?? [];
}
