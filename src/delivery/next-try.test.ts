import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTry } from './next-try.ts';

const SCHEDULE = [0, 5_000, 300_000];
const failed = { tries: 1, maxTries: null, schedule: SCHEDULE, retryAfterMs: null, now: 1_000_000, random: () => 0.5 };

test('after the last try there is no other, whatever the receiver asks for', () => {
  expect(nextTry({ ...failed, tries: 3 })).toBeUndefined();
  expect(nextTry({ ...failed, tries: 4, retryAfterMs: 1_000 })).toBeUndefined();
  expect(nextTry({ ...failed, tries: 2, maxTries: 2 })).toBeUndefined();
  expect(nextTry({ ...failed, tries: 3, maxTries: 20 })).toBeUndefined();
  expect(nextTry({ ...failed, schedule: [] })).toBeUndefined();
});

test('the pause is that of the schedule, a tenth more or less', () => {
  expect(nextTry(failed)).toBe(1_005_000);
  expect(nextTry({ ...failed, tries: 2, maxTries: 3 })).toBe(1_300_000);
  expect([0, 1].map((chance) => nextTry({ ...failed, random: () => chance }))).toEqual([1_004_500, 1_005_500]);
});

test('a receiver that asks for a longer pause gets it, for a day at most', () => {
  expect(nextTry({ ...failed, retryAfterMs: 1_000 })).toBe(1_005_000);
  expect(nextTry({ ...failed, retryAfterMs: 60_000 })).toBe(1_060_000);
  expect(nextTry({ ...failed, retryAfterMs: 90_000_000 })).toBe(1_000_000 + 86_400_000);
});

test('it is never before now, nor later than the schedule and a day', () => {
  fc.assert(fc.property(fc.array(fc.nat(604_800_000), { maxLength: 50 }), fc.integer({ min: 1, max: 60 }), fc.option(fc.nat(2 ** 40)), fc.double({ min: 0, max: 1, noNaN: true }), (schedule, tries, retryAfterMs, chance) => {
    const at = nextTry({ ...failed, schedule, tries, retryAfterMs, random: () => chance });
    expect(at === undefined).toBe(tries >= schedule.length);
    expect(at ?? failed.now).toBeGreaterThanOrEqual(failed.now);
    expect(at ?? failed.now).toBeLessThanOrEqual(failed.now + Math.max(86_400_000, 1.1 * (schedule[tries] ?? 0)) + 1);
  }));
});
