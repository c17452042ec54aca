import { acceptList, type FieldType } from './field-type.ts';

const MAX_LENGTH = 250;
const MAX_ITEMS = 50;

/** Phone numbers as written; searched and compared by their digits. */
export const phonesField: FieldType = {
  column: 'text',
  form: 'list',
  shadows: () => ['digits', 'sort'],
  accept: (input, field) => acceptList(input, field.settings.maxLength ?? MAX_LENGTH, MAX_ITEMS),
};
