const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const MAX_MS = 7 * UNITS.d;

/** Milliseconds of `5m`, `1h`, `1d`: a whole number of seconds, minutes, hours or days, up to a week; undefined for anything else. */
export function readEvery(text: string): number | undefined {
  const [, number, unit] = /^([1-9]\d{0,5})([smhd])$/u.exec(text) ?? [];
  const length = Object.entries(UNITS).find(([name]) => name === unit)?.[1];
  const ms = Number(number) * (length ?? Number.NaN);
  return ms <= MAX_MS ? ms : undefined;
}
