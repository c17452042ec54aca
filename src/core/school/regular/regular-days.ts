import type { PlannedValues } from '../../changes/change-set.ts';
import { plannedNumber, plannedText } from '../drafted.ts';
import { addDays, weekdayOf } from '../days.ts';

/** So far ahead the lessons of a weekly slot stand in the schedule. */
export const PLANNED_AHEAD_DAYS = 60;

/** The day up to which a weekly slot is to have its lessons: its last, or the end of what is planned ahead. */
export function horizonOf(slot: PlannedValues, today: string): string {
  const [end, ahead] = [plannedText(slot, 'ends_on'), addDays(today, PLANNED_AHEAD_DAYS)];
  return end !== null && end < ahead ? end : ahead;
}

/** The days of a weekly slot from `from` (or its first day, if that is later) to its horizon, both included. */
export function regularDays(slot: PlannedValues, from: string, today: string): readonly string[] {
  const [start, weekday, last] = [plannedText(slot, 'starts_on'), plannedNumber(slot, 'weekday'), horizonOf(slot, today)];
  const first = start !== null && start > from ? start : from;
  const days: string[] = [];
  if (weekday === null || weekday < 1 || weekday > 7) return days;
  for (let day = addDays(first, (weekday - weekdayOf(first) + 7) % 7); day <= last; day = addDays(day, 7)) days.push(day);
  return days;
}
