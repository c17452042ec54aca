import { dateRangeFilter } from '../filters/date-range.ts';
import { readText } from '../transport/read-text.ts';
import { patternOf } from './date.ts';
import { formatLocal, readLocal } from './dates.ts';
import { coreName, type ValueKind } from './value-kind.ts';

/** A day with a time: stored as epoch seconds. */
export const instantValue: ValueKind = {
  dated: 'instant',
  show: (value, { configuration }, { settings, zone }) => (typeof value === 'number' ? formatLocal(patternOf(configuration, settings.dateTimeFormat), zone.toLocal(value)) : ''),
  stored: (value) => (typeof value === 'number' ? String(Math.floor(value / 1000)) : ''),
  read: (input, _field, { zone }) => {
    const local = readLocal(zone, readText(input) ?? '');
    return local === undefined ? null : zone.toInstant(local);
  },
  include: (asked, field, around) => dateRangeFilter(coreName(field), 'instant', readText(asked) ?? '', around),
};
