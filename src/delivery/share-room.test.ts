import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareRoom } from './share-room.ts';

const LIMITS = { total: 10, each: 6, failing: 1 };
const none = new Set<number>();
const room = (asked: readonly number[], flying: readonly (readonly [number, number])[] = [], failing: ReadonlySet<number> = none): readonly (readonly [number, number])[] =>
  shareRoom({ asked, flying: new Map(flying), failing, limits: LIMITS }).map(({ subscription, limit }) => [subscription, limit]);

test('there is none where nobody asks, where all is taken, and for who has all that is his', () => {
  expect(room([])).toEqual([]);
  expect(room([1], [[2, 6], [3, 4]])).toEqual([]);
  expect(room([1], [[1, 6]])).toEqual([]);
  expect(room([1], [[1, 1]], new Set([1]))).toEqual([]);
});

test('one gets no more than his own part, and several get theirs', () => {
  expect(room([1])).toEqual([[1, 6]]);
  expect(room([1, 2])).toEqual([[1, 5], [2, 5]]);
  expect(room([1, 2], [[2, 4]])).toEqual([[1, 4], [2, 2]]);
  expect(room([1, 2], [], new Set([1]))).toEqual([[1, 1], [2, 6]]);
});

test('where there is not enough for all, who has waited longest is first', () => {
  expect(room([7, 8, 9], [[1, 4], [2, 4]])).toEqual([[7, 1], [8, 1]]);
});

test('never more in all, nor to one, than the limits say', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(20)), fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 3 })), { maxLength: 3 }), fc.array(fc.nat(20)), (asked, counts, bad) => {
    const flying = new Map(counts);
    const failing = new Set(bad);
    const given = shareRoom({ asked, flying, failing, limits: LIMITS });
    const flown = [...flying.values()].reduce((sum, count) => sum + count, 0);
    expect(given.reduce((sum, { limit }) => sum + limit, 0)).toBeLessThanOrEqual(Math.max(0, LIMITS.total - flown));
    for (const { subscription, limit } of given) expect(limit + (flying.get(subscription) ?? 0)).toBeLessThanOrEqual(failing.has(subscription) ? LIMITS.failing : LIMITS.each);
  }));
});
