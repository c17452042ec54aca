import { acceptList, type FieldType } from './field-type.ts';

const MAX_LENGTH = 250;
const MAX_ITEMS = 50;

/** E-mail addresses as written. Their form is not judged: real bases hold comments beside addresses. */
export const emailsField: FieldType = {
  column: 'text',
  form: 'list',
  shadows: () => ['fold', 'sort'],
  accept: (input, field) => acceptList(input, field.settings.maxLength ?? MAX_LENGTH, MAX_ITEMS),
};
