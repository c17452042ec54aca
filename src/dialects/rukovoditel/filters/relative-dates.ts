import { anyOf, NOTHING, type Filter } from '../../../core/query/filter.ts';
import type { LocalTime, Zone } from '../../../core/time.ts';
import { readText } from '../transport/read-text.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Surroundings } from '../values/value-kind.ts';
import { between, dateRangeFilter, endOfDay, startOfDay, type DateForm } from './date-range.ts';

const OFFSET = /^(!=|>=|<=|>|<)?([+-]?\d{1,5})$/u;
/** Weeks begin on Monday. */
const FIRST_WEEKDAY = 1;

/** Conditions that count from now: days, weeks, months, years, overdue (Rukovoditel contract 3.10.2). */
export const RELATIVE: ReadonlySet<string> = new Set(['filter_by_days', 'filter_by_week', 'filter_by_month', 'filter_by_year', 'filter_by_overdue', 'filter_by_overdue_with_time']);

export function relativeFilter(field: string, form: DateForm, condition: string, value: WireValue | undefined, around: Surroundings): Filter {
  const { zone, now } = around;
  const today = zone.toLocal(now);
  if (condition === 'filter_by_overdue') return between(field, form, zone, { to: startOfDay(zone, today) - 1 });
  if (condition === 'filter_by_overdue_with_time') return between(field, form, zone, { to: now - 1 });
  const [offsets = '', from = '', to = ''] = (readText(value) ?? '').split(',').map((part) => part.trim());
  if (offsets === '' && condition === 'filter_by_days') return from === '' && to === '' ? NOTHING : dateRangeFilter(field, form, `${from},${to}`, around);
  return anyOf(...offsets.split('&').map((offset) => spanFilter(field, form, condition, offset, today, zone)));
}

function spanFilter(field: string, form: DateForm, condition: string, text: string, today: LocalTime, zone: Zone): Filter {
  const [, operator = '', digits] = OFFSET.exec(text) ?? [];
  if (digits === undefined) return NOTHING;
  const { from, to } = span(condition, today, Number(digits), zone);
  switch (operator) {
    case '>': return between(field, form, zone, { from: to + 1 });
    case '>=': return between(field, form, zone, { from });
    case '<': return between(field, form, zone, { to: from - 1 });
    case '<=': return between(field, form, zone, { to });
    case '!=': return { kind: 'not', filter: between(field, form, zone, { from, to }) };
    default: return between(field, form, zone, { from, to });
  }
}

/** The first and the last moment of the day, week, month or year that lies `offset` from today's. */
function span(condition: string, { year, month, day }: LocalTime, offset: number, zone: Zone): { readonly from: number; readonly to: number } {
  const days = (first: Date, last: Date): { from: number; to: number } => ({ from: startOfDay(zone, localOf(first)), to: endOfDay(zone, localOf(last)) });
  const at = (y: number, m: number, d: number): Date => new Date(Date.UTC(y, m, d));
  switch (condition) {
    case 'filter_by_week': {
      const back = (at(year, month - 1, day).getUTCDay() + 7 - FIRST_WEEKDAY) % 7;
      return days(at(year, month - 1, day - back + offset * 7), at(year, month - 1, day - back + offset * 7 + 6));
    }
    case 'filter_by_month': return days(at(year, month - 1 + offset, 1), at(year, month + offset, 0));
    case 'filter_by_year': return days(at(year + offset, 0, 1), at(year + offset, 11, 31));
    default: return days(at(year, month - 1, day + offset), at(year, month - 1, day + offset));
  }
}

function localOf(date: Date): LocalTime {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: 0, minute: 0, second: 0 };
}
