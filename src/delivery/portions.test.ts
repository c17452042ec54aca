import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withinPortion } from './portions.ts';

test('a portion is not exceeded, and who comes first gets his', () => {
  expect(withinPortion([{ limit: 3 }], 0)).toEqual([]);
  expect(withinPortion([{ id: 1, limit: 3 }, { id: 2, limit: 3 }, { id: 3, limit: 3 }], 4)).toEqual([{ id: 1, limit: 3 }, { id: 2, limit: 1 }]);
  fc.assert(fc.property(fc.array(fc.record({ limit: fc.integer({ min: 1, max: 32 }) })), fc.nat(64), (wanted, portion) => {
    const sum = (all: readonly { readonly limit: number }[]): number => all.reduce((total, { limit }) => total + limit, 0);
    expect(sum(withinPortion(wanted, portion))).toBe(Math.min(sum(wanted), portion));
  }));
});
