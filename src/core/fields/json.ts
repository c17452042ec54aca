import { acceptText, type FieldType } from './field-type.ts';

const MAX_LENGTH = 1_000_000;

/** An opaque JSON text: kept and given back, never filtered or sorted. */
export const jsonField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => [],
  accept: (input, field) => acceptText(input, field.settings.maxLength ?? MAX_LENGTH),
};
