import type { LocalTime, Zone } from '../../core/time.ts';

const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** 0…99 as two digits: rows of a long list show many times. */
export function two(number: number): string {
  return TWO_DIGITS[number] ?? String(number).padStart(2, '0');
}

/** `YYYY-MM-DD HH:MM:SS` in the account's zone (SalesMan contract 2.0.2, alfaCRM contract 3.0). */
export function localDateTime(zone: Zone, instant: number): string {
  const { year, month, day, hour, minute, second } = zone.toLocal(instant);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

const ISO = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:[T ]+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?\s*(?<offset>Z|[+-]\d{2}:?\d{2})?$/u;
const RUSSIAN = /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?:,?\s+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?$/u;

/** The instant of a date or date-time as clients write it (without a time: midnight), or undefined. */
export function readInstant(zone: Zone, text: string): number | undefined {
  const trimmed = text.trim();
  const groups = (ISO.exec(trimmed) ?? RUSSIAN.exec(trimmed))?.groups;
  if (groups === undefined) return undefined;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const local: LocalTime = { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second') };
  if (!isReal(local)) return undefined;
  const offset = groups['offset'];
  return offset === undefined ? zone.toInstant(local) : utcOf(local) - offsetMinutes(offset) * 60_000;
}

function utcOf({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** There is no 30 February and no 25 o'clock; years before 1000 are slips of a client (`0000-00-00`). */
function isReal(local: LocalTime): boolean {
  const date = new Date(utcOf(local));
  return local.year >= 1000 && date.getUTCMonth() + 1 === local.month && date.getUTCDate() === local.day
    && local.hour < 24 && local.minute < 60 && local.second < 60;
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return offset.startsWith('-') ? -minutes : minutes;
}
