import type { FieldType } from './field-type.ts';

/** Yes or no; each dialect reads its own words for them. */
export const booleanField: FieldType = {
  column: 'integer',
  form: 'boolean',
  shadows: () => [],
  accept: (input) => {
    if (input === null || input === undefined) return { value: null };
    return typeof input === 'boolean' ? { value: input } : { fault: 'wrong_type' };
  },
};
