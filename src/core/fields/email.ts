import { acceptText, type FieldType } from './field-type.ts';

const MAX_LENGTH = 320;

/** One e-mail address, as it was written. */
export const emailField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => ['fold', 'sort'],
  accept: (input, field) => {
    const accepted = acceptText(input, field.settings.maxLength ?? MAX_LENGTH);
    return 'value' in accepted && typeof accepted.value === 'string' ? { value: accepted.value.trim() } : accepted;
  },
};
