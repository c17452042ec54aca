import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { touches } from './drafted.ts';
import { planAttendance } from './lessons/plan-attendance.ts';
import { planLessonDays } from './lessons/plan-lesson-days.ts';
import { checkMemberships } from './memberships/check-memberships.ts';
import { planCharges } from './money/plan-charges.ts';
import { planSums } from './money/plan-sums.ts';
import { planRegularLessons } from './regular/plan-regular-lessons.ts';
import { planSchedule } from './schedule/plan-schedule.ts';

/** Records whose changes have consequences for balances and schedules. */
const CONCERNED: ReadonlySet<string> = new Set(['regular_lesson', 'lesson', 'attendance', 'membership', 'payment', 'bonus', 'subscription', 'discount', 'tariff']);

/**
 * Drafts what follows of a decision, whichever face made it: a conducted lesson has its attendance and charges, sums and
 * dates of clients and subscriptions agree with payments, lessons and memberships. Each client concerned is written, so
 * two decisions about one client never pass each other. Refuses (CrmError) what may not be.
 */
export async function keepSchoolTrue(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  if (!touches(draft, CONCERNED) || !directory.catalog.has('lesson')) return;
  await checkMemberships(crm, draft, directory);
  await planRegularLessons(crm, draft, directory);
  planLessonDays(crm, draft, directory);
  await planAttendance(crm, draft, directory);
  await planCharges(crm, draft, directory);
  await planSums(crm, draft, directory);
  await planSchedule(crm, draft, directory);
}
