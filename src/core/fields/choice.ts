import type { FieldType } from './field-type.ts';

/** One word of a closed list that the definition names. */
export const choiceField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => [],
  accept: (input, field) => {
    if (input === null || input === undefined || input === '') return { value: null };
    if (typeof input !== 'string') return { fault: 'wrong_type' };
    return field.settings.choices?.includes(input) === true ? { value: input } : { fault: 'unknown_value' };
  },
};
