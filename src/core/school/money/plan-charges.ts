import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { draftedChanges, known, plannedText } from '../drafted.ts';
import { isConducted } from '../lessons/lesson-views.ts';
import { keyOf, linkAt, type Reference } from '../references.ts';
import { byLink, isLiving, openRows, type Row, type Rows } from '../rows.ts';
import { chargeOf, NO_CHARGE } from './charge-of.ts';

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
  for (const visit of livingVisits(draft)) {
    const lesson = await rows.find('lesson', linkAt(visit.values, 'lesson'));
    const day = lesson === undefined ? null : plannedText(lesson.values, 'date');
    if (lesson === undefined || day === null || !isLiving(lesson) || !isConducted(lesson.values)) rows.write('attendance', visit, { ...NO_CHARGE });
    else if (isDecidedAnew(visit, conducted)) due.push({ visit, lesson, day });
  }
  await charge(rows, due);
}

async function charge(rows: Rows, due: readonly Due[]): Promise<void> {
  const clients = due.flatMap(({ visit }) => linkAt(visit.values, 'client') ?? []);
  // Before anything that they have is read: two decisions about one client never pass each other.
  await rows.fenced('client', clients);
  const subscriptions = byLink(await rows.linkedTo('subscription', 'client', clients), 'client');
  const discounts = byLink(await rows.linkedTo('discount', 'client', clients), 'client');
  for (const { visit, lesson, day } of due) {
    const client = linkAt(visit.values, 'client');
    const means = { subscriptions: of(subscriptions, client), discounts: of(discounts, client) };
    rows.write('attendance', visit, await isCharged(rows, visit.values) ? { ...await chargeOf(rows, visit, lesson.values, day, means) } : { ...NO_CHARGE });
  }
}

/** The living visits that a draft writes: all those of a lesson that begins to be conducted, or is on another day, are among them. */
function livingVisits(draft: Draft): readonly Row[] {
  return draftedChanges(draft, 'attendance').flatMap(({ id, stored, after }): Row[] => (after === undefined ? [] : [{ id, stored, values: after }]));
}

/** Lessons that the decision changes, and whether they were conducted before. */
function lessonsConductedBefore(draft: Draft): ReadonlyMap<string, boolean> {
  return new Map(draftedChanges(draft, 'lesson').map(({ id, before }) => [keyOf(id), isConducted(before)]));
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

function of(found: ReadonlyMap<string, readonly Row[]>, client: Reference | null): readonly Row[] {
  return client === null ? [] : found.get(keyOf(client)) ?? [];
}
