import type { NewId, PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { CrmRecord } from '../../values.ts';
import { draftedChanges, plannedText } from '../drafted.ts';
import { fence } from '../fence.ts';
import { readLiving } from '../read-living.ts';
import { idsAmong, keyOf, type Reference } from '../references.ts';

/** A lesson before and after a draft, whether the draft changes it or not. */
export interface LessonView {
  readonly id: NewId | number;
  readonly before: PlannedValues | undefined;
  readonly after: PlannedValues | undefined;
  readonly stored: CrmRecord | undefined;
}

/** Whether the lesson has taken place. */
export function isConducted(lesson: PlannedValues | undefined): boolean {
  return plannedText(lesson, 'state') === 'conducted';
}

/** Whether the lesson is still to take place, however late it is. */
export function isStillPlanned(lesson: PlannedValues | undefined): boolean {
  return plannedText(lesson, 'state') === 'planned';
}

/**
 * Lessons by their keys, fenced: nobody conducts or moves them until the draft is committed. `unfenced` reads them as they
 * are, where an older decision of theirs would show in another record.
 */
export async function readLessons(crm: Crm, draft: Draft, lessons: readonly (Reference | null)[], manner: 'fenced' | 'unfenced' = 'fenced'): Promise<ReadonlyMap<string, LessonView>> {
  const wanted = new Set(lessons.flatMap((lesson) => (lesson === null ? [] : [keyOf(lesson)])));
  const drafted = draftedChanges(draft, 'lesson').filter(({ id }) => wanted.has(keyOf(id)));
  const known = new Set(drafted.map(({ id }) => keyOf(id)));
  const others = idsAmong(lessons).filter((lesson) => !known.has(keyOf(lesson)));
  const read = manner === 'fenced' ? [...(await fence(crm, draft, 'lesson', others)).values()] : await readLiving(crm, 'lesson', others);
  const views = [...drafted, ...read.map(unchanged)];
  return new Map(views.map((view) => [keyOf(view.id), view]));
}

function unchanged(stored: CrmRecord): LessonView {
  const living = (stored['deleted_at'] ?? null) === null ? stored : undefined;
  return { id: stored.id, before: living, after: living, stored };
}
