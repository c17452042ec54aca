import type { NewId, PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { allOf, equals } from '../../query/filter.ts';
import { planCreate } from '../../records/plan.ts';
import type { CrmRecord } from '../../values.ts';
import { plannedNumber, plannedText } from '../drafted.ts';
import { lessonOfSlot } from './lesson-of-slot.ts';

/** More lessons from a day on than a weekly slot ever has, 60 days ahead. */
const MAX_LESSONS = 1000;

/** The living lessons of a weekly slot from a day on, whatever became of them. */
export function readSlotLessons({ storage }: Crm, slot: number, from: string): Promise<readonly CrmRecord[]> {
  const filter = allOf(equals('regular', slot), { kind: 'range', field: 'date', from: { value: from, inclusive: true } });
  return storage.findRecords({ entity: 'lesson', filter, sort: { field: 'id', descending: false }, offset: 0, limit: MAX_LESSONS });
}

/**
 * Drafts the planned lesson of a slot on a day, unless it would begin before `since`; tells whether it did. A slot without
 * its times has no lessons, nor has one whose beginning the clocks skip that day beyond its end.
 */
export function planSlotLesson(crm: Crm, draft: Draft, directory: Directory, id: NewId | number, slot: PlannedValues, day: string, since = -Infinity): boolean {
  const lesson = lessonOfSlot(crm.zone, slot, day);
  const timed = plannedText(slot, 'starts') !== null && plannedText(slot, 'ends') !== null;
  const [startsAt, endsAt] = [plannedNumber(lesson, 'starts_at') ?? 0, plannedNumber(lesson, 'ends_at') ?? 0];
  if (!timed || startsAt < since || endsAt <= startsAt) return false;
  planCreate(draft, directory, directory.catalog.entity('lesson'), { ...lesson, state: 'planned', regular: id });
  return true;
}
