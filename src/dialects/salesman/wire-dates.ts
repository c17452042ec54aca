import type { Zone } from '../../core/time.ts';
import { two } from '../transport/local-times.ts';

/** `DD.MM.YY,  HH:MM` with two spaces, as `client/info` shows dates (SalesMan contract 2.0.2). */
export function displayDateTime(zone: Zone, instant: number): string {
  const { year, month, day, hour, minute } = zone.toLocal(instant);
  return `${two(day)}.${two(month)}.${two(year % 100)},  ${two(hour)}:${two(minute)}`;
}
