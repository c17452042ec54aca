import type { FieldType } from './field-type.ts';
import { acceptIds } from './id-list.ts';

/** Some options of a list, by their ids. */
export const optionsField: FieldType = {
  column: 'text',
  form: 'list',
  shadows: () => [],
  accept: (input, field) => acceptIds(input, field.settings.maxItems),
};
