import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addUp, divideHalfUp } from './round.ts';

test('a half goes up, below nothing too', () => {
  expect([divideHalfUp(5, 2), divideHalfUp(-5, 2), divideHalfUp(7, 3), divideHalfUp(-7, 3), divideHalfUp(0, 7)]).toEqual([3, -2, 2, -2, 0]);
});

test('a quotient is never further than a half from the truth, however large', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000 }), (dividend, divisor) => {
    const twice = 2n * (BigInt(divideHalfUp(dividend, divisor)) * BigInt(divisor) - BigInt(dividend));
    expect(twice > -BigInt(divisor) && twice <= BigInt(divisor)).toBe(true);
  }));
});

test('a sum that could not be kept exactly is refused', () => {
  expect(() => addUp(Number.MAX_SAFE_INTEGER, 1)).toThrowError('invalid client balance: out_of_range');
  expect(addUp(Number.MAX_SAFE_INTEGER, 1, -1)).toBe(Number.MAX_SAFE_INTEGER);
  expect(addUp()).toBe(0);
});
