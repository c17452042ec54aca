import type { FieldType } from './field-type.ts';

const TIME = /^(\d{1,2}):(\d{2})(?::\d{2})?$/u;

/** A time on the clock, whatever the day: `HH:MM`. Seconds are left out. */
export const timeOfDayField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => [],
  accept: (input) => {
    if (input === null || input === undefined || input === '') return { value: null };
    const [, hours, minutes] = (typeof input === 'string' ? TIME.exec(input.trim()) : null) ?? [];
    if (hours === undefined || minutes === undefined) return { fault: 'wrong_type' };
    return Number(hours) > 23 || Number(minutes) > 59 ? { fault: 'out_of_range' } : { value: `${hours.padStart(2, '0')}:${minutes}` };
  },
};
