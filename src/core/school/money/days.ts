import type { Zone } from '../../time.ts';

/** The calendar day (`YYYY-MM-DD`) of an instant in a zone. */
export function dayOf(zone: Zone, instant: number): string {
  const { year, month, day } = zone.toLocal(instant);
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
}

/** First and last day of a time, both in it. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The calendar month, or the week from Monday to Sunday, that a day (`YYYY-MM-DD`) lies in. */
export function daysAround(day: string, unit: 'month' | 'week'): Days {
  const date = new Date(`${day}T00:00:00Z`);
  if (unit === 'month') return { from: `${day.slice(0, 7)}-01`, to: written(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0))) };
  const sinceMonday = (date.getUTCDay() + 6) % 7;
  return { from: written(shifted(date, -sinceMonday)), to: written(shifted(date, 6 - sinceMonday)) };
}

function shifted(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000);
}

function written(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Whether a day lies between two others, both included; an empty end is open. */
export function covers(from: string | null, to: string | null, day: string): boolean {
  return (from === null || from <= day) && (to === null || to >= day);
}
