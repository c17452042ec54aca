import type { NewId, PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { equals, NOTHING } from '../../query/filter.ts';
import { planCreate, planDelete } from '../../records/plan.ts';
import { sameValue } from '../../values.ts';
import { draftedChanges, plannedIds, plannedText, type DraftedChange } from '../drafted.ts';
import { readLiving } from '../schedule/fence.ts';
import { readPlanned, type PlannedRow } from '../schedule/read-planned.ts';
import { keyOf, linkAt, samePlace, type Reference } from '../schedule/references.ts';
import { isConducted, readLessons, type LessonView } from './lesson-views.ts';
import { participantsOf, readMemberships } from './participants.ts';

/**
 * Keeps attendance and lessons together. A lesson that becomes conducted gets a row for each participant (its clients,
 * and the members of its groups on its day, living ones) who has none, and holds all attendees as its clients. One that
 * is conducted no more loses its rows. Each row has the day of its lesson; a row added to a conducted lesson makes its
 * client one of the lesson's. Rows that the caller gives stay as they are.
 */
export async function planAttendance(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  const changes = draftedChanges(draft, 'lesson');
  const beginning = changes.flatMap((change) => (becomesConducted(change) && change.after !== undefined ? [{ ...change, after: change.after }] : []));
  for (const change of changes.filter(ceasesToBeConducted)) await removeRows(crm, draft, directory, change);
  const memberships = await readMemberships(crm, draft, directory, beginning.map(({ after }) => after));
  for (const { id, after } of beginning) await addRows(crm, draft, directory, id, after, participantsOf(after, memberships));
  for (const change of changes.filter((one) => isConducted(one.after) && !becomesConducted(one))) await touchRows(crm, draft, directory, change);
  await followLessons(crm, draft);
}

/** A conducted lesson that is restored comes back with the rows that it had. */
function becomesConducted({ before, after, stored }: DraftedChange): boolean {
  return isConducted(after) && !isConducted(before ?? stored);
}

function ceasesToBeConducted({ before, after }: DraftedChange): boolean {
  return isConducted(before) && !isConducted(after);
}

function readRows(crm: Crm, draft: Draft, directory: Directory, lesson: Reference): Promise<readonly PlannedRow[]> {
  const changes = draftedChanges(draft, 'attendance');
  return readPlanned(crm, directory, changes, { entity: 'attendance', filter: typeof lesson === 'number' ? equals('lesson', lesson) : NOTHING });
}

async function removeRows(crm: Crm, draft: Draft, directory: Directory, { id }: DraftedChange): Promise<void> {
  const rows = await readRows(crm, draft, directory, id);
  const stored = await readLiving(crm, 'attendance', rows.flatMap((row) => (typeof row.id === 'number' ? [row.id] : [])));
  for (const row of stored) planDelete(draft, directory.catalog.entity('attendance'), row);
}

async function addRows(crm: Crm, draft: Draft, directory: Directory, id: NewId | number, lesson: PlannedValues, participants: readonly Reference[]): Promise<void> {
  const given = draftedChanges(draft, 'attendance').flatMap(({ id: row, after }) => (after !== undefined && samePlace(linkAt(after, 'lesson'), id) ? [{ id: row, values: after }] : []));
  const rows = [...await readRows(crm, draft, directory, id), ...given];
  await touch(crm, draft, rows);
  const there = new Set(rows.flatMap(({ values }) => linkAt(values, 'client') ?? []).map(keyOf));
  const missing = await livingClients(crm, draft, participants.filter((client) => !there.has(keyOf(client))));
  const entity = directory.catalog.entity('attendance');
  for (const client of missing) planCreate(draft, directory, entity, { lesson: id, client, attended: true, date: lesson['date'] ?? null });
}

/** Rows that were written beside a lesson before it was conducted count from now on: whoever reckons sees them in the draft. */
async function touch(crm: Crm, draft: Draft, rows: readonly PlannedRow[]): Promise<void> {
  const drafted = new Set(draftedChanges(draft, 'attendance').map(({ id }) => id));
  const untouched = rows.flatMap(({ id }) => (typeof id === 'number' && !drafted.has(id) ? [id] : []));
  for (const row of await readLiving(crm, 'attendance', untouched)) draft.derive('attendance', row, {}, ['date']);
}

async function touchRows(crm: Crm, draft: Draft, directory: Directory, { id, stored, after }: DraftedChange): Promise<void> {
  if (plannedText(stored, 'date') !== plannedText(after, 'date')) await touch(crm, draft, await readRows(crm, draft, directory, id));
}

async function livingClients(crm: Crm, draft: Draft, clients: readonly Reference[]): Promise<readonly Reference[]> {
  const gone = new Set(draftedChanges(draft, 'client').flatMap(({ id, after }) => (after === undefined ? [id] : [])));
  const living = await readLiving(crm, 'client', clients.filter((client) => typeof client === 'number'));
  const there = new Set<Reference>(living.map(({ id }) => id).filter((id) => !gone.has(id)));
  return clients.filter((client) => typeof client !== 'number' || there.has(client));
}

/** Gives each drafted row the day of its lesson, and each conducted lesson its attendees. */
async function followLessons(crm: Crm, draft: Draft): Promise<void> {
  const rows = draftedChanges(draft, 'attendance');
  const lessons = await readLessons(crm, draft, rows.flatMap(({ before, after }) => [linkAt(before, 'lesson'), linkAt(after, 'lesson')]));
  for (const { id, after, stored } of rows) {
    const lesson = after === undefined ? undefined : lessons.get(keyOf(linkAt(after, 'lesson') ?? 0));
    if (lesson === undefined) continue;
    const values = { date: lesson.after?.['date'] ?? null };
    if (stored === undefined) draft.complete('attendance', id, values);
    else draft.derive('attendance', stored, values);
  }
  for (const lesson of lessons.values()) if (isConducted(lesson.after)) nameAttendees(draft, lesson, rows);
}

function nameAttendees(draft: Draft, { id, stored, after }: LessonView, rows: readonly DraftedChange[]): void {
  const attendees = rows.flatMap((row) => (samePlace(linkAt(row.after, 'lesson'), id) ? [linkAt(row.after, 'client')] : []));
  const named = plannedIds(after, 'clients').map(String);
  const clients = [...new Set([...named, ...attendees.filter((client) => typeof client === 'number').map(String)])];
  if (clients.length === named.length) return;
  if (stored === undefined) draft.complete('lesson', id, { clients });
  // The draft may be about to take away what is stored already.
  else if (sameValue(stored['clients'], clients)) draft.derive('lesson', stored, {}, ['clients']);
  else draft.derive('lesson', stored, { clients });
}
