import { acceptList, type FieldType } from './field-type.ts';

const MAX_LENGTH = 2000;
const MAX_ITEMS = 50;

/** A list of short texts: sites, addresses. */
export const textsField: FieldType = {
  column: 'text',
  form: 'list',
  shadows: () => ['fold', 'sort'],
  accept: (input, field) => acceptList(input, field.settings.maxLength ?? MAX_LENGTH, MAX_ITEMS),
};
