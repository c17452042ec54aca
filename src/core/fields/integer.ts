import type { FieldType } from './field-type.ts';

/** A whole number that JavaScript and both engines hold exactly. */
export const integerField: FieldType = {
  column: 'integer',
  form: 'plain',
  shadows: () => [],
  accept: (input) => {
    if (input === null || input === undefined || input === '') return { value: null };
    const number = typeof input === 'string' && /^\s*[+-]?\d{1,16}\s*$/u.test(input) ? Number(input) : input;
    if (typeof number !== 'number') return { fault: 'wrong_type' };
    return Number.isSafeInteger(number) ? { value: number === 0 ? 0 : number } : { fault: 'out_of_range' };
  },
};
