import type { FieldType } from './field-type.ts';
import { integerField } from './integer.ts';

const WHOLE = 100;

/** How far something has come: 0 to 100, with or without the sign. */
export const percentField: FieldType = {
  column: 'integer',
  form: 'plain',
  shadows: () => [],
  accept: (input, field) => {
    const accepted = integerField.accept(typeof input === 'string' ? input.replace(/\s*%\s*$/u, '') : input, field);
    if ('fault' in accepted || typeof accepted.value !== 'number') return accepted;
    return accepted.value < 0 || accepted.value > WHOLE ? { fault: 'out_of_range', limit: WHOLE } : accepted;
  },
};
