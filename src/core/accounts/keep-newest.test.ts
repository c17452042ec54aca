import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepNewest } from './keep-newest.ts';

test('a map keeps the newest keys with their newest values, and no more than it may', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (keys, most) => {
    const map = new Map<number, number>();
    keys.forEach((key, at) => keepNewest(map, key, at, most));
    const newest = [...new Set(keys.toReversed())].slice(0, most).toReversed();
    expect([...map]).toEqual(newest.map((key) => [key, keys.lastIndexOf(key)]));
  }));
});
