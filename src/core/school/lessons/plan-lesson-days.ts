import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { CrmError } from '../../errors.ts';
import { dayOf } from '../days.ts';
import { draftedChanges, plannedNumber, type DraftedChange } from '../drafted.ts';
import { openRows } from '../rows.ts';

/**
 * Drafts the day of each new or changed lesson: that of its beginning in the school's zone, and what formulas make of it.
 * Refuses a lesson that ends when it begins, or earlier (CrmError `invalid`, `ends_at` is `out_of_range`).
 */
export function planLessonDays(crm: Crm, draft: Draft, directory: Directory): void {
  const rows = openRows(crm, draft, directory);
  for (const change of draftedChanges(draft, 'lesson')) {
    const { id, stored, after } = change;
    if (after === undefined) continue;
    refuseBackwards(change);
    const startsAt = plannedNumber(after, 'starts_at');
    rows.write('lesson', { id, stored, values: after }, { date: startsAt === null ? null : dayOf(crm.zone, startsAt) });
  }
}

/** What was stored before there was this rule may still be changed otherwise. */
function refuseBackwards({ stored, after }: DraftedChange): void {
  const [startsAt, endsAt] = [plannedNumber(after, 'starts_at'), plannedNumber(after, 'ends_at')];
  if (startsAt === null || endsAt === null || endsAt > startsAt) return;
  if (stored !== undefined && stored['starts_at'] === startsAt && stored['ends_at'] === endsAt) return;
  throw new CrmError('invalid', { entity: 'lesson', faults: [{ field: 'ends_at', fault: 'out_of_range' }] });
}
