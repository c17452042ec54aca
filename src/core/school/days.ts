import type { Zone } from '../time.ts';

const DAY_MS = 86_400_000;
const TIME = /^(\d{2}):(\d{2})$/u;

/** The calendar day (`YYYY-MM-DD`) of an instant in a zone. */
export function dayOf(zone: Zone, instant: number): string {
  const { year, month, day } = zone.toLocal(instant);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The day so many days after another, or before it. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The instant of a time (`HH:MM`) on a day in a zone. */
export function instantAt(zone: Zone, day: string, time: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [, hour, minute] = TIME.exec(time) ?? [];
  return zone.toInstant({ year, month, day: date, hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: 0 });
}

/** First and last day of a time, both in it. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The calendar month, or the week from Monday to Sunday, that a day lies in. */
export function daysAround(day: string, unit: 'month' | 'week'): Days {
  if (unit === 'week') return { from: addDays(day, 1 - weekdayOf(day)), to: addDays(day, 7 - weekdayOf(day)) };
  const first = `${day.slice(0, 7)}-01`;
  return { from: first, to: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) };
}

/** Whether a day lies between two others, both included; an absent one is no limit. */
export function covers(startsOn: string | null, endsOn: string | null, day: string): boolean {
  return (startsOn === null || startsOn <= day) && (endsOn === null || endsOn >= day);
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
