import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { planCreate, planDelete } from '../../records/plan.ts';
import { draftedChanges, plannedIds, plannedText, type DraftedChange } from '../drafted.ts';
import { readLiving } from '../read-living.ts';
import { idsAmong, keyOf, linkAt, samePlace, type Reference } from '../references.ts';
import { openRows, type Row, type Rows } from '../rows.ts';
import { isConducted, readLessons, type LessonView } from './lesson-views.ts';
import { participantsOf, readMemberships } from './participants.ts';

/**
 * Keeps attendance and lessons together. A lesson that becomes conducted gets a row for each participant (its clients,
 * and the members of its groups on its day, living ones) who has none, and holds all attendees as its clients. One that
 * is conducted no more loses its rows. Each row has the day of its lesson; a row added to a conducted lesson makes its
 * client one of the lesson's. Rows that the caller gives stay as they are.
 */
export async function planAttendance(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  const rows = openRows(crm, draft, directory);
  const changes = draftedChanges(draft, 'lesson');
  const beginning = changes.flatMap((change) => (becomesConducted(change) && change.after !== undefined ? [{ ...change, after: change.after }] : []));
  for (const change of changes.filter(ceasesToBeConducted)) await removeRows(rows, draft, directory, change);
  const memberships = await readMemberships(crm, draft, directory, beginning.map(({ after }) => after));
  for (const { id, after } of beginning) await addRows(crm, rows, draft, directory, id, after, participantsOf(after, memberships));
  for (const { id } of changes.filter((one) => !becomesConducted(one)).filter(isOnAnotherDay)) touch(draft, await rows.linkedTo('attendance', 'lesson', [id]));
  await followLessons(crm, rows, draft);
}

/** A conducted lesson that is restored comes back with the rows that it had. */
function becomesConducted({ before, after, stored }: DraftedChange): boolean {
  return isConducted(after) && !isConducted(before ?? stored);
}

function ceasesToBeConducted({ before, after }: DraftedChange): boolean {
  return isConducted(before) && !isConducted(after);
}

/** Whether the rows of a lesson are to hear of its day: it moves, or comes back and finds rows that came back without it. */
function isOnAnotherDay({ before, after, stored }: DraftedChange): boolean {
  return after !== undefined && stored !== undefined && (before === undefined || plannedText(before, 'date') !== plannedText(after, 'date'));
}

async function removeRows(rows: Rows, draft: Draft, directory: Directory, { id }: DraftedChange): Promise<void> {
  for (const { stored } of await rows.linkedTo('attendance', 'lesson', [id])) {
    if (stored !== undefined) planDelete(draft, directory.catalog.entity('attendance'), stored);
  }
}

async function addRows(crm: Crm, rows: Rows, draft: Draft, directory: Directory, id: Reference, lesson: PlannedValues, participants: readonly Reference[]): Promise<void> {
  const held = await rows.linkedTo('attendance', 'lesson', [id]);
  touch(draft, held);
  const there = new Set(held.flatMap(({ values }) => linkAt(values, 'client') ?? []).map(keyOf));
  const missing = await livingClients(crm, draft, participants.filter((client) => !there.has(keyOf(client))));
  const entity = directory.catalog.entity('attendance');
  for (const client of missing) planCreate(draft, directory, entity, { lesson: id, client, attended: true, date: lesson['date'] ?? null });
}

/** Rows of a lesson that is conducted from now on, or another day, follow it: whoever reckons sees them in the draft. */
function touch(draft: Draft, rows: readonly Row[]): void {
  for (const { stored } of rows) if (stored !== undefined) draft.derive('attendance', stored, {}, ['date']);
}

async function livingClients(crm: Crm, draft: Draft, clients: readonly Reference[]): Promise<readonly Reference[]> {
  const gone = new Set(draftedChanges(draft, 'client').flatMap(({ id, after }) => (after === undefined ? [id] : [])));
  const living = await readLiving(crm, 'client', idsAmong(clients));
  const there = new Set<Reference>(living.map(({ id }) => id).filter((id) => !gone.has(id)));
  return clients.filter((client) => typeof client !== 'number' || there.has(client));
}

/** Gives each drafted row the day of its lesson, and each conducted lesson its attendees. */
async function followLessons(crm: Crm, rows: Rows, draft: Draft): Promise<void> {
  const visits = draftedChanges(draft, 'attendance');
  const lessons = await readLessons(crm, draft, visits.flatMap(({ before, after }) => [linkAt(before, 'lesson'), linkAt(after, 'lesson')]));
  for (const { id, after, stored } of visits) {
    const lesson = lessons.get(keyOf(linkAt(after, 'lesson') ?? 0));
    if (after !== undefined && lesson !== undefined) rows.write('attendance', { id, stored, values: after }, { date: lesson.after?.['date'] ?? null });
  }
  for (const lesson of lessons.values()) if (isConducted(lesson.after)) nameAttendees(rows, lesson, visits);
}

function nameAttendees(rows: Rows, { id, stored, after }: LessonView, visits: readonly DraftedChange[]): void {
  const attendees = visits.flatMap((visit) => (samePlace(linkAt(visit.after, 'lesson'), id) ? [linkAt(visit.after, 'client')] : []));
  const named = plannedIds(after, 'clients').map(String);
  const clients = [...new Set([...named, ...idsAmong(attendees).map(String)])];
  if (after !== undefined && clients.length > named.length) rows.write('lesson', { id, stored, values: after }, { clients });
}
