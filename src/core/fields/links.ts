import type { FieldType } from './field-type.ts';
import { acceptIds } from './id-list.ts';

/** Some records of another entity, by their ids: people, clients. */
export const linksField: FieldType = {
  column: 'text',
  form: 'list',
  shadows: () => [],
  accept: (input, field) => acceptIds(input, field.settings.maxItems),
};
