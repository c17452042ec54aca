import { integerField } from './integer.ts';
import type { FieldType } from './field-type.ts';

/** The id of a record of another entity (a user, a dictionary value, a client); 0 and nothing are "none". */
export const linkField: FieldType = {
  column: 'integer',
  form: 'plain',
  shadows: () => [],
  accept: (input, field) => {
    const accepted = integerField.accept(input, field);
    if ('fault' in accepted) return accepted;
    if (accepted.value === 0) return { value: null };
    return typeof accepted.value === 'number' && accepted.value < 0 ? { fault: 'out_of_range' } : accepted;
  },
};
