import { fold } from '../text/fold.ts';

const YES: ReadonlySet<string> = new Set(['1', 'да', 'yes', 'true', '+']);
const NO: ReadonlySet<string> = new Set(['0', 'нет', 'no', 'false', '-']);
const MONEY = /^([+-]?)(\d{1,13})(?:[.,](\d{1,2})0*)?$/u;
const DAY = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.(\d{1,2})\.(\d{4}))$/u;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?Z?$/u;

/** Yes or no as people write it; undefined for other texts. */
export function parseYesNo(text: string): boolean | undefined {
  const word = fold(text);
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** An amount with at most two decimals, in minor units. */
export function parseMoney(text: string): number | undefined {
  const [, sign, whole, part = ''] = MONEY.exec(text.replace(/[\s\u00a0\u202f]/gu, '')) ?? [];
  if (whole === undefined) return undefined;
  return Number(`${sign}${whole}${part.padEnd(2, '0')}`) + 0;
}

/** A day as YYYY-MM-DD, from that or DD.MM.YYYY, with or without a time behind it. */
export function parseDay(text: string): string | undefined {
  const [day = '', time] = text.trim().split(/[ T]/u);
  const [, year, month, date, otherDate, otherMonth, otherYear] = DAY.exec(day) ?? [];
  if (time !== undefined && !TIME.test(time)) return undefined;
  if (year !== undefined) return `${year}-${month}-${date}`;
  return otherYear === undefined ? undefined : `${otherYear}-${String(otherMonth).padStart(2, '0')}-${String(otherDate).padStart(2, '0')}`;
}

/** A moment in UTC, milliseconds since 1970: a day, with or without a time. */
export function parseInstant(text: string): number | undefined {
  const day = parseDay(text);
  const [, hours = '0', minutes = '0', seconds = '0', thousandths = '0'] = TIME.exec(text.trim().split(/[ T]/u)[1] ?? '0:00') ?? [];
  if (day === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const start = new Date(`${day}T00:00:00Z`);
  const at = start.getTime() + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(thousandths);
  return start.toJSON()?.startsWith(day) === true ? at : undefined;
}
