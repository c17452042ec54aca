import { readInstant } from '../../transport/local-times.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Zone } from '../../../core/time.ts';

const INTEGER = /^[+-]?\d{1,15}$/u;
const AMOUNT = /^([+-]?)(\d{1,12})?(?:[.,](\d{1,20}))?$/u;
/** Clients write dates with dots in either order (alfaCRM contract 2.5). */
const DOTTED_ISO = /^(\d{4})\.(\d{1,2})\.(\d{1,2})/u;

/** A whole number: a number, its text, or a boolean as 0 or 1 (contract 2.3, trap 46). Undefined when it is none. */
export function readInteger(value: WireValue): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === 'string' && INTEGER.test(value.trim()) ? Number(value) : undefined;
}

/** Whole numbers from a list or a single value; an empty text is none. Undefined when one is no number. */
export function readIntegers(value: WireValue): readonly number[] | undefined {
  if (value === null || value === '') return [];
  const items = Array.isArray(value) ? value : [value];
  const numbers = items.map(readInteger);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}

/** A yes or no: `true`, `1`, `"1"`, `"true"` and their opposites. Undefined for anything else. */
export function readFlag(value: WireValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim().toLowerCase() : '';
  if (text === '1' || text === 'true') return true;
  return text === '0' || text === 'false' ? false : undefined;
}

/** Kopecks of an amount in roubles: a number, or a text with a point or a comma; parts of a kopeck are rounded half up. */
export function readKopecks(value: WireValue): number | undefined {
  const text = typeof value === 'number' ? plainNumber(value) : typeof value === 'string' ? value.replaceAll(/[\s\u00a0]/gu, '') : '';
  const [, sign, whole, fraction] = AMOUNT.exec(text) ?? [];
  if (whole === undefined && fraction === undefined) return undefined;
  const digits = (fraction ?? '').padEnd(3, '0');
  const kopecks = Number(whole ?? 0) * 100 + Number(digits.slice(0, 2)) + (Number(digits[2]) >= 5 ? 1 : 0);
  return sign === '-' ? 0 - kopecks : kopecks;
}

/** Never in the form `1e21`. */
function plainNumber(value: number): string {
  return Number.isFinite(value) && Math.abs(value) < 1e12 ? value.toFixed(6) : '';
}

/** The day `YYYY-MM-DD` of a date, or of a date-time, in any of the notations (contract 2.5). */
export function readDay(value: WireValue): string | undefined {
  const instant = readMoment(value, WALL_CLOCK);
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 10);
}

/** The instant of a date-time, or of the midnight that a date begins with. */
export function readMoment(value: WireValue, zone: Pick<Zone, 'toInstant'>): number | undefined {
  return typeof value === 'string' ? readInstant({ name: '', toLocal: WALL_CLOCK.toLocal, toInstant: zone.toInstant }, value.trim().replace(DOTTED_ISO, '$1-$2-$3')) : undefined;
}

/** Whether a text is a date without a time of day. */
export function isBareDay(value: WireValue): boolean {
  return typeof value === 'string' && !value.includes(':');
}

/** Dates as they are written, in no zone. */
const WALL_CLOCK: Zone = {
  name: 'UTC',
  toLocal: (instant) => {
    const date = new Date(instant);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() };
  },
  toInstant: ({ year, month, day, hour, minute, second }) => Date.UTC(year, month - 1, day, hour, minute, second),
};

/** A text; numbers and booleans as they are written. Undefined for lists and objects. */
export function readText(value: WireValue): string | undefined {
  return typeof value === 'object' ? undefined : String(value);
}
