import type { LocalTime, Zone } from '../../../core/time.ts';

const two = (number: number): string => String(number).padStart(2, '0');
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The letters of PHP's `date` that patterns use; any other sign stands for itself, one after a backslash too. */
const LETTERS: Readonly<Record<string, (local: LocalTime) => string>> = {
  d: ({ day }) => two(day), j: ({ day }) => String(day), m: ({ month }) => two(month), n: ({ month }) => String(month),
  Y: ({ year }) => String(year).padStart(4, '0'), y: ({ year }) => two(year % 100),
  H: ({ hour }) => two(hour), G: ({ hour }) => String(hour), h: ({ hour }) => two(hour % 12 || 12), g: ({ hour }) => String(hour % 12 || 12),
  i: ({ minute }) => two(minute), s: ({ second }) => two(second), a: ({ hour }) => (hour < 12 ? 'am' : 'pm'), A: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  D: (local) => nameOf(WEEKDAYS, weekday(local)).slice(0, 3), l: (local) => nameOf(WEEKDAYS, weekday(local)),
  M: ({ month }) => nameOf(MONTHS, month - 1).slice(0, 3), F: ({ month }) => nameOf(MONTHS, month - 1),
};

/** A wall-clock time by a pattern of PHP's `date`. */
export function formatLocal(pattern: string, local: LocalTime): string {
  return pattern.replace(/\\(.)|([a-zA-Z])/gu, (sign, escaped?: string, letter?: string) => escaped ?? LETTERS[letter ?? '']?.(local) ?? sign);
}

function nameOf(names: readonly string[], index: number): string {
  return names[index] ?? '';
}

function weekday({ year, month, day }: LocalTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** The midnight that a day `YYYY-MM-DD` begins with. */
export function localOfDay(day: string): LocalTime {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, day: date, hour: 0, minute: 0, second: 0 };
}

const TIME = '(?:[T ]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?)?\\s*(?:Z|[+-]\\d{2}:?\\d{2})?';
/** PHP reads slashes as month and day, dots and dashes as day and month (Rukovoditel contract 3.4.3). */
const SPELLINGS = [
  `(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})`, `(?<year>\\d{4})/(?<month>\\d{1,2})/(?<day>\\d{1,2})`,
  `(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4})`, `(?<day>\\d{1,2})[.-](?<month>\\d{1,2})[.-](?<year>\\d{4})`,
].map((date) => new RegExp(`^${date}${TIME}$`, 'u'));
const MAX_EPOCH_DIGITS = 11;

/**
 * A date, or date and time, as clients write it: the spellings of Rukovoditel contract 3.4.3, or digits alone, which are
 * epoch seconds. Offsets are dropped. Undefined for what is none, and for 0.
 */
export function readLocal(zone: Zone, text: string): LocalTime | undefined {
  const trimmed = text.trim();
  if (/^\d+$/u.test(trimmed)) return trimmed.length > MAX_EPOCH_DIGITS || Number(trimmed) === 0 ? undefined : zone.toLocal(Number(trimmed) * 1000);
  const groups = SPELLINGS.map((spelling) => spelling.exec(trimmed)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const local: LocalTime = { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second') };
  return isReal(local) ? local : undefined;
}

/** There is no 30 February and no 25 o'clock. */
function isReal({ year, month, day, hour, minute, second }: LocalTime): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() + 1 === month && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
}
