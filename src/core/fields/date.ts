import type { FieldType } from './field-type.ts';

/** A calendar day without a time zone: `YYYY-MM-DD`. */
export const dateField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => [],
  accept: (input) => {
    if (input === null || input === undefined || input === '') return { value: null };
    if (typeof input !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(input)) return { fault: 'wrong_type' };
    return isDay(input) ? { value: input } : { fault: 'out_of_range' };
  },
};

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
