import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { allOf, equals } from '../../query/filter.ts';
import type { PlannedValues } from '../../changes/change-set.ts';
import { draftedChanges, plannedNumber, plannedText, type DraftedChange } from '../drafted.ts';
import { isConducted, readLessons, type LessonView } from '../lessons/lesson-views.ts';
import { readPlanned } from '../read-planned.ts';
import { keyOf, linkAt, samePlace, type Reference } from '../references.ts';

/** So many are looked at first. */
const ROWS_AT_ONCE = 20;

/**
 * How many conducted lessons a client has attended, and the day of the last, by what they were and what the draft does to
 * his attendance; only where his last day goes are the others looked at.
 */
export async function attendedValues(crm: Crm, draft: Draft, directory: Directory, client: Reference, before: PlannedValues, changes: readonly DraftedChange[]): Promise<PlannedValues> {
  const lessons = await readLessons(crm, draft, changes.flatMap((change) => [linkAt(change.before, 'lesson'), linkAt(change.after, 'lesson')]), 'unfenced');
  const [gone, come] = [countedDays(client, changes, lessons, 'before'), countedDays(client, changes, lessons, 'after')];
  const last = plannedText(before, 'last_attended_on');
  const newest = [last ?? '', ...come].toSorted().at(-1) ?? '';
  const mayBeLess = last !== null && newest === last && gone.includes(last) && !come.includes(last);
  return {
    attended_lessons: (plannedNumber(before, 'attended_lessons') ?? 0) + come.length - gone.length,
    last_attended_on: mayBeLess ? await lastAttended(crm, draft, directory, client) : newest === '' ? null : newest,
  };
}

/** The days of the rows that count: he was there, and the lesson took place. */
function countedDays(client: Reference, changes: readonly DraftedChange[], lessons: ReadonlyMap<string, LessonView>, moment: 'before' | 'after'): readonly string[] {
  return changes.flatMap((change) => {
    const row = change[moment];
    if (row === undefined || row['attended'] !== true || !samePlace(linkAt(row, 'client'), client)) return [];
    const lesson = lessons.get(keyOf(linkAt(row, 'lesson') ?? 0))?.[moment];
    return isConducted(lesson) ? [plannedText(row, 'date') ?? ''] : [];
  });
}

/** The newest day that is left, rows beside lessons that did not take place passed over. */
async function lastAttended(crm: Crm, draft: Draft, directory: Directory, client: Reference): Promise<string | null> {
  if (typeof client !== 'number') return null;
  const filter = allOf(equals('client', client), equals('attended', true), { kind: 'not', filter: equals('date', null) });
  for (let limit = ROWS_AT_ONCE; ; limit *= 4) {
    const rows = await readPlanned(crm, directory, draftedChanges(draft, 'attendance'), { entity: 'attendance', filter, sort: { field: 'date', descending: true }, limit, fields: ['lesson', 'date'] });
    const lessons = await readLessons(crm, draft, rows.map(({ values }) => linkAt(values, 'lesson')), 'unfenced');
    const found = rows.find(({ values }) => isConducted(lessons.get(keyOf(linkAt(values, 'lesson') ?? 0))?.after));
    if (found !== undefined) return plannedText(found.values, 'date');
    if (rows.length < limit) return null;
  }
}
