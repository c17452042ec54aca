import type { FieldType } from './field-type.ts';

const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d{1,3})?$/iu;
const SPACES = /[\s\u00a0\u202f]+/gu;
/** A double holds so many digits without a loss. */
const MAX_DIGITS = 15;

/** A number with decimals. Comma or point, spaces between the thousands are as people write them. */
export const decimalField: FieldType = {
  column: 'real',
  form: 'plain',
  shadows: () => [],
  accept: (input) => {
    if (input === null || input === undefined || input === '') return { value: null };
    const text = typeof input === 'string' ? input.replace(SPACES, '') : undefined;
    if (text === '') return { value: null };
    const number = text !== undefined && NUMBER.test(text) ? Number(text.replace(',', '.')) : input;
    if (typeof number !== 'number' || Number.isNaN(number)) return { fault: 'wrong_type' };
    if (!Number.isFinite(number) || (text !== undefined && significantDigits(text) > MAX_DIGITS)) return { fault: 'out_of_range' };
    return { value: number === 0 ? 0 : number };
  },
};

/** The digits that tell something: no zeros before the first and after the last. */
function significantDigits(text: string): number {
  const digits = text.replace(/e.*$/iu, '').replace(/[^\d]/gu, '').replace(/^0+/u, '').replace(/0+$/u, '');
  return digits.length;
}
