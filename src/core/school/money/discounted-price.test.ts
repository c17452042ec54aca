import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discountedPrice } from './discounted-price.ts';

const TODAY = { day: '2024-03-15', subjects: [1], types: [2] };
const priced = (...discounts: readonly Record<string, string | number | null | readonly string[]>[]): number => discountedPrice(50_000, discounts, TODAY);

describe('a discount that does not hold', () => {
  test('is over, or has not begun', () => {
    expect(priced({ kind: 'percent', amount: 10, ends_on: '2024-03-14' })).toBe(50_000);
    expect(priced({ kind: 'percent', amount: 10, starts_on: '2024-03-16' })).toBe(50_000);
  });

  test('is for another subject or type, or for one where the lessons are of any', () => {
    expect(priced({ kind: 'percent', amount: 10, subjects: ['2'] })).toBe(50_000);
    expect(priced({ kind: 'percent', amount: 10, lesson_types: ['1', '3'] })).toBe(50_000);
    expect(discountedPrice(50_000, [{ kind: 'percent', amount: 10, subjects: ['1'] }], { ...TODAY, subjects: [] })).toBe(50_000);
    expect(discountedPrice(50_000, [{ kind: 'percent', amount: 10, subjects: ['1'] }], { ...TODAY, subjects: [1, 2] })).toBe(50_000);
  });

  test('has no amount, or one below nothing: nobody pays more for it', () => {
    expect(priced({ kind: 'percent', amount: null }, { kind: 'sum', amount: -5 })).toBe(50_000);
  });
});

describe('a discount that holds', () => {
  test('takes a percentage off, rounded half up to a kopeck', () => {
    expect(priced({ kind: 'percent', amount: 10, starts_on: '2024-03-15', ends_on: '2024-03-15', subjects: ['1', '5'], lesson_types: ['2'] })).toBe(45_000);
    expect(discountedPrice(5, [{ kind: 'percent', amount: 50 }], TODAY)).toBe(3);
    expect(discountedPrice(1000, [{ kind: 'percent', amount: 12.35 }], TODAY)).toBe(877);
  });

  test('takes a sum in roubles off', () => {
    expect(priced({ kind: 'sum', amount: 99.99 })).toBe(40_001);
  });

  test('never makes a price less than nothing', () => {
    expect([priced({ kind: 'sum', amount: 501 }), priced({ kind: 'percent', amount: 150 })]).toEqual([0, 0]);
  });

  test('is the best one alone: discounts do not add up', () => {
    expect(priced({ kind: 'percent', amount: 10 }, { kind: 'sum', amount: 60 }, { kind: 'percent', amount: 5 })).toBe(44_000);
  });

  test('lies between nothing and the price, whatever it is', () => {
    fc.assert(fc.property(fc.nat(), fc.constantFrom('percent', 'sum'), fc.double({ noNaN: true, noDefaultInfinity: true }), (price, kind, amount) => {
      const asked = discountedPrice(price, [{ kind, amount }], TODAY);
      expect(asked >= 0 && asked <= price && Number.isInteger(asked)).toBe(true);
    }));
  });
});
