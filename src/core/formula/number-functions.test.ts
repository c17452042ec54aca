import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compute } from './testing/compute.ts';

const all = (...texts: string[]) => texts.map((text) => compute(text));

test('null among the numbers gives null', () => {
  expect(all('ROUND(NULL)', 'ROUND(1, NULL)', 'ABS(NULL)', 'MOD(1, NULL)', 'POWER(NULL, 0)', 'MAX(1, NULL)', 'LEAST(NULL, 1)')).toEqual(Array(7).fill(null));
});

test('halves are rounded away from zero, as they are written', () => {
  expect(all('ROUND(2.5)', 'ROUND(-2.5)', 'ROUND(1.005, 2)', 'ROUND(1.255, 2)', 'ROUND(0.1 * 3 * 5)')).toEqual([3, -3, 1.01, 1.26, 2]);
});

test('digits below zero round to tens and hundreds', () => {
  expect(all('ROUND(1250, -2)', 'ROUND(1249, -2)', 'ROUND(4, -1)', 'ROUND(5, -99)', 'ROUND(1.5, 99)')).toEqual([1300, 1200, 0, 0, 1.5]);
});

test('a number without that many digits is left as it is', () => {
  expect(all('ROUND(1e300, 30)', 'ROUND(-1e300, 9)', 'ROUND(1e-300, 2)')).toEqual([1e300, -1e300, 0]);
});

test('rounding to kopecks leaves whole kopecks alone', () => {
  fc.assert(fc.property(fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }), (kopecks) => {
    expect(compute('ROUND([a], 2)', { a: kopecks / 100 })).toBe(kopecks / 100 + 0);
  }));
});

test('floors and ceilings do not trip over decimal noise', () => {
  expect(all('FLOOR(0.29 * 100)', 'CEIL(0.1 * 3 * 10)', 'FLOOR(-1.5)', 'CEILING(1.2)')).toEqual([29, 3, -2, 2]);
});

test('powers, roots and remainders', () => {
  expect(all('POWER(2, 10)', 'SQRT(16)', 'MOD(10, 3)', 'MOD(1, 0)', 'ABS(-1.5)', "ABS('-2')")).toEqual([1024, 4, 1, null, 1.5, 2]);
});

test('the least and the greatest: texts as texts, with a number among them all as numbers', () => {
  expect(all('MIN(3, 1, 2)', 'GREATEST(3, 10)', "MAX('3', '10')", "MAX('3', 10)", "LEAST('Б', 'а')", 'MAX(5)')).toEqual([1, 10, '3', 10, 'а', 5]);
});
