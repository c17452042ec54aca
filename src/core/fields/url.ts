import { acceptText, type FieldType } from './field-type.ts';

const MAX_LENGTH = 2000;

/** One address on the net, as it was written. */
export const urlField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => ['fold', 'sort'],
  accept: (input, field) => {
    const accepted = acceptText(input, field.settings.maxLength ?? MAX_LENGTH);
    return 'value' in accepted && typeof accepted.value === 'string' ? { value: accepted.value.trim() } : accepted;
  },
};
