import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula, referencesOf } from './parse-formula.ts';
import { compute } from './testing/compute.ts';
import { formulaText } from './testing/formula-text.ts';

describe('refused', () => {
  test('a text longer than 4,000 characters', () => {
    expect(parseFormula(`1${' '.repeat(4000)}`)).toEqual({ fault: 'too_long', position: 4000 });
    expect(parseFormula(`1${' '.repeat(3999)}`)).not.toHaveProperty('fault');
  });

  test('more than 50 levels, of whatever kind', () => {
    expect(parseFormula('('.repeat(51) + '1' + ')'.repeat(51))).toEqual({ fault: 'too_deep', position: 51 });
    expect(parseFormula('ABS('.repeat(51) + '1' + ')'.repeat(51))).toEqual({ fault: 'too_deep', position: 204 });
    expect(parseFormula('-'.repeat(51) + '1')).toEqual({ fault: 'too_deep', position: 51 });
    expect(parseFormula('NOT '.repeat(51) + '1')).toEqual({ fault: 'too_deep', position: 204 });
    expect(parseFormula('CASE '.repeat(51) + '1')).toEqual({ fault: 'too_deep', position: 255 });
    expect(parseFormula('('.repeat(50) + '1' + ')'.repeat(50))).not.toHaveProperty('fault');
  });

  test('a formula that ends too early', () => {
    for (const text of ['', '1 +', '(1', 'IF(1, 2', 'NOT', '-', 'CASE WHEN 1 THEN 2', 'ABS']) {
      expect(parseFormula(text)).toEqual({ fault: 'unexpected_end', position: text.length });
    }
  });

  test('something where nothing may stand', () => {
    expect(parseFormula('1 2')).toEqual({ fault: 'unexpected_token', position: 2 });
    expect(parseFormula('(1))')).toEqual({ fault: 'unexpected_token', position: 3 });
    expect(parseFormula('* 1')).toEqual({ fault: 'unexpected_token', position: 0 });
    expect(parseFormula('IF(1,,2)')).toEqual({ fault: 'unexpected_token', position: 5 });
    expect(parseFormula('CASE ELSE 1 END')).toEqual({ fault: 'unexpected_token', position: 5 });
    expect(parseFormula("1 'AND' 2")).toEqual({ fault: 'unexpected_token', position: 2 });
  });

  test('a name outside brackets, and a function that there is not', () => {
    expect(parseFormula('1 + amount')).toEqual({ fault: 'unknown_name', position: 4 });
    expect(parseFormula('SLEEP(10)')).toEqual({ fault: 'unknown_name', position: 0 });
    expect(parseFormula('constructor(1)')).toEqual({ fault: 'unknown_name', position: 0 });
    expect(parseFormula('(SELECT 1)')).toEqual({ fault: 'unknown_name', position: 1 });
  });

  test('a function with too few or too many values', () => {
    for (const call of ['IF(1, 2)', 'IF(1, 2, 3, 4)', 'ABS()', 'ROUND(1, 2, 3)', 'NOW(1)', 'CONCAT()', "CONCAT_WS(',')"]) {
      expect(parseFormula(`1 + ${call}`)).toEqual({ fault: 'wrong_argument_count', position: 4 });
    }
  });

  test('the first fault is the one that is told', () => {
    expect(parseFormula('ABS(1 2, 3) + amount')).toEqual({ fault: 'unexpected_token', position: 6 });
  });
});

test('references are told once each, in the order of the text', () => {
  const parsed = parseFormula("IF([158] > [parent_item_id], [amount.rub], [158]) + LENGTH('[no]')");
  expect('fault' in parsed ? parsed : referencesOf(parsed)).toEqual(['158', 'parent_item_id', 'amount.rub']);
});

test('what binds tighter is computed first, and equals go from the left', () => {
  expect(compute('2 + 3 * 4')).toBe(14);
  expect(compute('(2 + 3) * 4')).toBe(20);
  expect(compute('10 - 4 - 3')).toBe(3);
  expect(compute('100 / 10 / 5 * 2')).toBe(4);
  expect(compute('-2 * -3')).toBe(6);
  expect(compute('2 - -3')).toBe(5);
  expect(compute('1 + 1 = 2 AND 3 > 2')).toBe(1);
  expect(compute('NOT 1 = 2')).toBe(1);
  expect(compute('1 OR 0 AND 0')).toBe(1);
});

test('a chain as long as a formula may be is no nesting', () => {
  expect(compute(`1${'+1'.repeat(1999)}`)).toBe(2000);
});

test('no text makes the parser throw, and a fault lies within the text', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), formulaText), (text) => {
    const parsed = parseFormula(text);
    const position = 'fault' in parsed ? parsed.position : 0;
    expect(position).toBeGreaterThanOrEqual(0);
    expect(position).toBeLessThanOrEqual(text.length);
  }), { numRuns: 2000 });
});
