import { localDateTime } from '../../transport/local-times.ts';
import type { WireValue } from '../../transport/parameters.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import type { Zone } from '../../../core/time.ts';
import type { Reading } from '../model.ts';
import { readDay, readMoment } from '../values/read-values.ts';

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/u;
const MINUTE_MS = 60_000;

/** `10:00:00`, or `2024-03-05 10:00:00` where the day is said too (alfaCRM contract 3.16, trap 25). */
export function readTime(value: WireValue, { zone }: { readonly zone: Zone }): Reading {
  if (value === null || value === '') return { input: null };
  const text = typeof value === 'string' ? value.trim() : '';
  const [, hours = '', minutes, seconds = '00'] = TIME.exec(text) ?? [];
  if (minutes !== undefined) return isTime(hours, minutes, seconds) ? { input: `${hours.padStart(2, '0')}:${minutes}:${seconds}` } : { fault: 'wrong_format' };
  const moment = text.includes(':') ? readMoment(text, zone) : undefined;
  return moment === undefined ? { fault: 'wrong_format' } : { input: localDateTime(zone, moment) };
}

function isTime(hours: string, minutes: string, seconds: string): boolean {
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}

/** What a write says of the times of a lesson; what it says as it is shown already is absent. */
export interface SaidTimes {
  readonly day: string | undefined;
  /** As {@link readTime} gives them. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly minutes: number | undefined;
}

/**
 * When a lesson begins and ends, of what is said and, for the rest, of how it was: a lesson that is moved to another day
 * keeps its times of day. A day that is said beside a whole date-time holds. Absent: not to be known.
 */
export function lessonTimes({ day, from, to, minutes }: SaidTimes, zone: Zone, record?: CrmRecord): { readonly starts_at?: number; readonly ends_at?: number } {
  const [oldFrom, oldTo] = [storedTime(record, 'starts_at', zone), storedTime(record, 'ends_at', zone)];
  const onDay = day ?? dayOf(from) ?? dayOf(oldFrom);
  const startsAt = instant(onDay, from ?? oldFrom, zone);
  if (onDay === undefined || startsAt === undefined) return {};
  if (minutes !== undefined) return { starts_at: startsAt, ends_at: startsAt + minutes * MINUTE_MS };
  const endsAt = instant(lastDay(onDay, { from, to }, { from: oldFrom, to: oldTo }), to ?? oldTo, zone);
  return { starts_at: startsAt, ...(endsAt === undefined ? {} : { ends_at: endsAt }) };
}

function storedTime(record: CrmRecord | undefined, field: string, zone: Zone): string | undefined {
  const at = record === undefined ? null : numberAt(record, field);
  return at === null ? undefined : localDateTime(zone, at);
}

function dayOf(time: string | undefined): string | undefined {
  return time?.includes('-') === true ? time.slice(0, 10) : undefined;
}

function instant(day: string | undefined, time: string | undefined, zone: Zone): number | undefined {
  return day === undefined || time === undefined ? undefined : readMoment(`${day} ${time.slice(-8)}`, zone);
}

interface FromTo {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The day on which a lesson ends that begins on `day`: as many days later as is said or, for one over midnight, as it was. */
function lastDay(day: string, said: FromTo, stored: FromTo): string {
  const [first, last] = [dayOf(said.from), dayOf(said.to)];
  if (first !== undefined && last !== undefined) return later(day, first, last);
  return last === undefined || last === dayOf(stored.to) ? later(day, dayOf(stored.from), dayOf(stored.to)) : last;
}

/** As much later than `day` as `last` is later than `first`. */
function later(day: string, first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined) return day;
  const midnight = (some: string): number => Date.parse(`${some}T00:00:00Z`);
  return new Date(midnight(day) + midnight(last) - midnight(first)).toISOString().slice(0, 10);
}

/** The day of a date in any notation. */
export function readDate(value: WireValue): Reading {
  const day = value === null || value === '' ? null : readDay(value);
  return day === undefined ? { fault: 'wrong_format' } : { input: day };
}
