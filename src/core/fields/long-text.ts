import { acceptText, type FieldType } from './field-type.ts';

const MAX_LENGTH = 65_000;

/** Text of many lines: notes, descriptions. */
export const longTextField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => ['fold', 'sort'],
  accept: (input, field) => acceptText(input, field.settings.maxLength ?? MAX_LENGTH),
};
