import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactSum, toMicro } from './exact-sum.ts';

/** Numbers of up to 15 digits, 6 of them decimals, as people write them. */
const micros = fc.integer({ min: -(10 ** 14), max: 10 ** 14 });
const fromMicros = (value: number): number => Number(`${value}e-6`);

test('sums are those of paper, not of binary fractions', () => {
  expect(exactSum(0.1, 0.2)).toBe('0.3');
  expect(exactSum(-0.5, 0.25)).toBe('-0.25');
  expect(exactSum(1.005, -1.005)).toBe('0');
  expect(exactSum(1e21, 0.5)).toBe('1000000000000000000000.5');
  expect(toMicro(1 / 3)).toBe(0.333333);
});

test('many parts, added in any order and taken back, leave what was there before', () => {
  fc.assert(fc.property(micros, fc.array(micros, { maxLength: 20 }), (start, parts) => {
    const total = parts.reduce((sum, part) => Number(exactSum(sum, fromMicros(part))), fromMicros(start));
    expect(total).toBe(fromMicros(parts.reduce((sum, part) => sum + part, start)));
    expect(parts.toReversed().reduce((sum, part) => Number(exactSum(sum, -fromMicros(part))), total)).toBe(fromMicros(start));
  }));
});
