import { dateRangeFilter } from '../filters/date-range.ts';
import { readText } from '../transport/read-text.ts';
import { formatLocal, localOfDay, readLocal } from './dates.ts';
import { coreName, type ValueKind } from './value-kind.ts';

/** A day: shown by the field's own pattern or the instance's, stored as epoch seconds of the local midnight. */
export const dateValue: ValueKind = {
  dated: 'date',
  show: (value, { configuration }, { settings }) => (typeof value === 'string' ? formatLocal(patternOf(configuration, settings.dateFormat), localOfDay(value)) : ''),
  stored: (value, _field, { zone }) => (typeof value === 'string' ? String(Math.floor(zone.toInstant(localOfDay(value)) / 1000)) : ''),
  read: (input, _field, { zone }) => {
    const local = readLocal(zone, readText(input) ?? '');
    return local === undefined ? null : formatLocal('Y-m-d', local);
  },
  include: (asked, field, around) => dateRangeFilter(coreName(field), 'date', readText(asked) ?? '', around),
};

/** A pattern of the field goes before that of the instance (Rukovoditel contract 3.4.3). */
export function patternOf(configuration: Readonly<Record<string, unknown>>, standard: string): string {
  const own = configuration['date_format'];
  return typeof own === 'string' && own !== '' ? own : standard;
}
