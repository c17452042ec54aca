import { integerField } from './integer.ts';
import type { FieldType } from './field-type.ts';

/** A number that each new record takes from a row of its own; one that is given makes the row go on after it. */
export const counterField: FieldType = {
  column: 'integer',
  form: 'plain',
  shadows: () => [],
  accept: (input, field) => {
    const accepted = integerField.accept(input, field);
    if ('fault' in accepted || typeof accepted.value !== 'number') return accepted;
    return accepted.value < 0 ? { fault: 'out_of_range' } : accepted;
  },
};
