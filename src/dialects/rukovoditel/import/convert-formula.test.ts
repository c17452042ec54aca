import { describe, expect, test } from 'vitest';
import { convertFormula, convertPattern } from './convert-formula.ts';

const nameOf = (number: number): string | undefined => ({ 158: 'price', 159: 'amount' })[number];

describe('a formula', () => {
  test.each([['of a field that is not carried', '[160] * 2'], ['of a word in brackets', '[TODAY] - [158]'], ['in SQL that is not ours', '(SELECT 1)'], ['that is empty', '']])('%s is none of ours', (_, text) => {
    expect(convertFormula(text, nameOf)).toBeUndefined();
  });

  test('names its fields instead of their numbers', () => {
    expect(convertFormula('IF([158]>0, [158]*[159], 0)', nameOf)).toBe('IF([price]>0, [price]*[amount], 0)');
  });
});

describe('a pattern of text', () => {
  test.each([['of a field that is not carried', '[160]'], ['that is empty', '<br>']])('%s is no formula', (_, text) => {
    expect(convertPattern(text, nameOf)).toBeUndefined();
  });

  test('joins its pieces, without tags', () => {
    expect(convertPattern("<b>[158]</b> o'clock, [159]", nameOf)).toBe("CONCAT(IFNULL([price], ''), ' o''clock, ', IFNULL([amount], ''))");
  });
});
