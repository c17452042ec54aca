import { equals, NOTHING } from '../../../core/query/filter.ts';
import { readText } from '../transport/read-text.ts';
import { coreName, type ValueKind } from './value-kind.ts';

/** A time on the clock; midnight looks like nothing, as it does there (Rukovoditel contract 3.4.3). */
export const timeOfDayValue: ValueKind = {
  show: (value) => (typeof value === 'string' && value !== '00:00' ? value : ''),
  stored: (value) => {
    const [hours = 0, minutes = 0] = typeof value === 'string' ? value.split(':').map(Number) : [];
    return typeof value === 'string' ? String(hours * 60 + minutes) : '';
  },
  read: (input) => clock(readText(input) ?? '') ?? null,
  include: (asked, field) => {
    const time = clock(readText(asked) ?? '');
    return time === undefined ? NOTHING : equals(coreName(field), time);
  },
};

function clock(text: string): string | undefined {
  const [, hours, minutes] = /^\s*(\d{1,2}):(\d{2})(?::\d{2})?\s*$/u.exec(text) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
