import { acceptText, type FieldType } from './field-type.ts';

const MAX_LENGTH = 250;

/** One line of text. An empty text is a value of its own (cleared), null is "never written". */
export const textField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: (field) => (field.secret ? [] : field.settings.matched === true ? ['fold', 'sort', 'key'] : ['fold', 'sort']),
  accept: (input, field) => acceptText(input, field.settings.maxLength ?? MAX_LENGTH),
};
