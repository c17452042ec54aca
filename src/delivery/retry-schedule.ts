const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const MAX_TRIES = 50;
const MAX_PAUSE_MS = 7 * UNITS.d;

/** Pauses before the tries of one delivery, in milliseconds: the first try, the second… */
export type RetrySchedule = readonly number[];

/** As the setting has it when nothing is given: about three days in all. */
export const STANDARD_SCHEDULE = '0s,5s,5m,30m,2h,5h,10h,14h,24h,24h';

/** Reads pauses such as `0s,5s,5m,2h,1d` (at most 50 of at most a week each); undefined when the text is none. */
export function readSchedule(text: string): RetrySchedule | undefined {
  const pauses = text.split(',').map((part) => readPause(part.trim()));
  const read = pauses.filter((pause) => pause !== undefined);
  return read.length === pauses.length && read.length <= MAX_TRIES ? read : undefined;
}

function readPause(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,6})([smhd])$/u.exec(text) ?? [];
  const pause = unit === undefined ? undefined : Object.entries(UNITS).find(([name]) => name === unit)?.[1];
  const ms = Number(number) * (pause ?? Number.NaN);
  return ms <= MAX_PAUSE_MS ? ms : undefined;
}
