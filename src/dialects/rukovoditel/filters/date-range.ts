import type { LocalTime, Zone } from '../../../core/time.ts';
import { NOTHING, type Bound, type Filter } from '../../../core/query/filter.ts';
import { formatLocal, readLocal } from '../values/dates.ts';
import type { Surroundings } from '../values/value-kind.ts';

export type DateForm = 'date' | 'instant';

const EPOCH = /^(!=|>=|<=|>|<|=)(\d{9,11})$/u;
const DAYS_BACK = /^\d{1,4}$/u;
const DAY_MS = 86_400_000;

/**
 * `from,to`, either end open, both inclusive; an end without a time takes in its whole day. One date alone is that day,
 * an operator with epoch seconds compares the moment, a short number is so many last days (Rukovoditel contract 2.3.3).
 */
export function dateRangeFilter(field: string, form: DateForm, asked: string, { zone, now }: Pick<Surroundings, 'zone' | 'now'>): Filter {
  const text = asked.trim();
  const [, operator, seconds] = EPOCH.exec(text) ?? [];
  if (operator !== undefined) return compare(field, form, zone, operator, Number(seconds) * 1000);
  if (DAYS_BACK.test(text)) return between(field, form, zone, { from: startOfDay(zone, zone.toLocal(now - Number(text) * DAY_MS)), to: now });
  const [from = '', to = from, ...more] = text.split(',').map((part) => part.trim());
  if (more.length > 0 || (from === '' && to === '')) return NOTHING;
  const [start, end] = [readEnd(zone, from, 'start'), readEnd(zone, to, 'end')];
  if (start === 'unreadable' || end === 'unreadable') return NOTHING;
  return between(field, form, zone, { ...(start === undefined ? {} : { from: start }), ...(end === undefined ? {} : { to: end }) });
}

/** The moments from one to another, as a condition on days or on moments; both ends inclusive. A day is the moment it begins. */
export function between(field: string, form: DateForm, zone: Zone, { from, to }: { readonly from?: number; readonly to?: number }): Filter {
  const bound = (value: number, begins: boolean): Bound => {
    if (form === 'instant') return { value, inclusive: true };
    const local = zone.toLocal(value);
    return { value: formatLocal('Y-m-d', local), inclusive: !begins || startOfDay(zone, local) === value };
  };
  return { kind: 'range', field, ...(from === undefined ? {} : { from: bound(from, true) }), ...(to === undefined ? {} : { to: bound(to, false) }) };
}

/** The local midnight of a day. */
export function startOfDay(zone: Zone, local: LocalTime): number {
  return zone.toInstant({ ...local, hour: 0, minute: 0, second: 0 });
}

/** The last moment of a day. */
export function endOfDay(zone: Zone, local: LocalTime): number {
  return zone.toInstant({ ...local, hour: 23, minute: 59, second: 59 }) + 999;
}

function readEnd(zone: Zone, text: string, side: 'start' | 'end'): number | undefined | 'unreadable' {
  if (text === '') return undefined;
  const local = readLocal(zone, text);
  if (local === undefined) return 'unreadable';
  return side === 'end' && !text.includes(':') && !/^\d+$/u.test(text) ? endOfDay(zone, local) : zone.toInstant(local);
}

function compare(field: string, form: DateForm, zone: Zone, operator: string, instant: number): Filter {
  if (operator === '!=') return { kind: 'not', filter: between(field, form, zone, { from: instant, to: instant + 999 }) };
  if (operator === '=') return between(field, form, zone, { from: instant, to: instant + 999 });
  // A day is kept as the moment it begins; a stored second has no parts.
  const value = form === 'date' ? dayBound(zone, instant, operator) : instant + (operator === '>' || operator === '<=' ? 999 : 0);
  const inclusive = operator.endsWith('=');
  return operator.startsWith('>') ? { kind: 'range', field, from: { value, inclusive } } : { kind: 'range', field, to: { value, inclusive } };
}

/** The day whose beginning is compared with a moment: a moment within a day is after its beginning. */
function dayBound(zone: Zone, instant: number, operator: string): string {
  const local = zone.toLocal(instant);
  const exact = startOfDay(zone, local) === instant;
  const later = !exact && (operator === '>=' || operator === '<');
  return formatLocal('Y-m-d', later ? zone.toLocal(endOfDay(zone, local) + 1) : local);
}
