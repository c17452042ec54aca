import { acceptText, type FieldType } from './field-type.ts';

const MAX_LENGTH = 100;

/** One phone number, as it was written. */
export const phoneField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => ['digits', 'sort'],
  accept: (input, field) => {
    const accepted = acceptText(input, field.settings.maxLength ?? MAX_LENGTH);
    return 'value' in accepted && typeof accepted.value === 'string' ? { value: accepted.value.trim() } : accepted;
  },
};
