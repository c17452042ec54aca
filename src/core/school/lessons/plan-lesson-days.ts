import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import { CrmError } from '../../errors.ts';
import { draftedChanges, plannedNumber, type DraftedChange } from '../drafted.ts';
import { dayOf } from './days.ts';

/**
 * Drafts the day of each new or changed lesson: that of its beginning in the school's zone. Refuses a lesson that ends
 * when it begins, or earlier (CrmError `invalid`, `ends_at` is `out_of_range`).
 */
export function planLessonDays(crm: Crm, draft: Draft): void {
  for (const change of draftedChanges(draft, 'lesson')) {
    if (change.after === undefined) continue;
    refuseBackwards(change);
    const startsAt = plannedNumber(change.after, 'starts_at');
    const values = { date: startsAt === null ? null : dayOf(crm.zone, startsAt) };
    if (change.stored === undefined) draft.complete('lesson', change.id, values);
    else draft.derive('lesson', change.stored, values);
  }
}

/** What was stored before there was this rule may still be changed otherwise. */
function refuseBackwards({ stored, after }: DraftedChange): void {
  const [startsAt, endsAt] = [plannedNumber(after, 'starts_at'), plannedNumber(after, 'ends_at')];
  if (startsAt === null || endsAt === null || endsAt > startsAt) return;
  if (stored !== undefined && stored['starts_at'] === startsAt && stored['ends_at'] === endsAt) return;
  throw new CrmError('invalid', { entity: 'lesson', faults: [{ field: 'ends_at', fault: 'out_of_range' }] });
}
