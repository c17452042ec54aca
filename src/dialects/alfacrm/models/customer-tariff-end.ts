import { readMany } from '../../../core/records/read-many.ts';
import { addDays } from '../../../core/school/days.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import type { Inputs } from '../model.ts';

/** How long a subscription holds, as tariffs say it. */
export interface Period {
  readonly count: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

const LAST_DAY = '9999-12-31';
const LAST_YEAR = 9999;

/** A subscription that says nothing of its end gets that of its tariff, as does one whose end is cleared (alfaCRM contract 3.14). */
export async function withEnd(inputs: Inputs, call: Call, record?: CrmRecord): Promise<Inputs> {
  const silent = record === undefined ? (inputs['ends_on'] ?? null) === null : inputs['ends_on'] === null;
  const start = inputs['starts_on'] ?? record?.['starts_on'];
  if (!silent || typeof start !== 'string') return inputs;
  const tariff = inputs['tariff'] ?? record?.['tariff'];
  const known = typeof tariff === 'number' ? (await readMany(call.crm, call.context, 'tariff', [tariff])).get(tariff) : undefined;
  return { ...inputs, ends_on: endOf(start, periodOf(known)) };
}

/** The tariff's own period; else a month, or a week, of what is paid by the month, or the week; else a year. */
export function periodOf(tariff: CrmRecord | undefined): Period {
  const count = tariff === undefined ? null : numberAt(tariff, 'period_count');
  const unit = unitOf(tariff === undefined ? null : textAt(tariff, 'period_unit'));
  if (count !== null && count > 0 && unit !== undefined) return { count, unit };
  const kind = tariff === undefined ? null : textAt(tariff, 'kind');
  return { count: 1, unit: kind === 'month' || kind === 'week' ? kind : 'year' };
}

/** The last day of a period that begins with `start` (`YYYY-MM-DD`): the day before the next one begins, 9999-12-31 at the latest. */
export function endOf(start: string, { count, unit }: Period): string {
  const days = unit === 'day' ? count : unit === 'week' ? count * 7 : 0;
  const months = unit === 'month' ? count : unit === 'year' ? count * 12 : 0;
  if (days > LAST_YEAR * 366 || months > LAST_YEAR * 12) return LAST_DAY;
  const next = addMonths(start, months);
  const end = next === undefined ? '' : addDays(next, days - 1);
  return /^\d{4}-/u.test(end) ? end : LAST_DAY;
}

/** The same day some months later; the last of the month where there is no such day; none after the year 9999. */
function addMonths(day: string, months: number): string | undefined {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  if (last.getUTCFullYear() > LAST_YEAR) return undefined;
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10);
}

function unitOf(text: string | null): Period['unit'] | undefined {
  return text === 'day' || text === 'week' || text === 'month' || text === 'year' ? text : undefined;
}
