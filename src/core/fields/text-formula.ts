import { acceptText, type FieldType } from './field-type.ts';

const MAX_LENGTH = 10_000;

/** A text worked out from the other fields of the record, each time it is written. */
export const textFormulaField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => ['fold', 'sort'],
  accept: (input) => acceptText(input, MAX_LENGTH),
};
