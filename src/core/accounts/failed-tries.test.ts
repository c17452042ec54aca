import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFailedTries, type FailedTries } from './failed-tries.ts';
import { PASSWORD_LIMITS } from './password-limits.ts';

const SECOND = 1000;
const WINDOW = PASSWORD_LIMITS.windowSeconds * SECOND;

function failAtOnce(tries: FailedTries, subject: string, times: number, now = 0): void {
  for (let time = 0; time < times; time++) tries.add(subject, now);
}

test('the wait doubles with each failure from the fifth on, up to a minute', () => {
  const tries = createFailedTries(5, PASSWORD_LIMITS);
  const waits = Array.from({ length: 13 }, () => {
    tries.add('a', 0);
    return tries.waitSeconds('a', 0);
  });
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('the wait is told in whole seconds, and is over to the millisecond', () => {
  const tries = createFailedTries(5, PASSWORD_LIMITS);
  failAtOnce(tries, 'a', 6);
  expect([0, 999, 1000, 1999, 2000].map((now) => tries.waitSeconds('a', now))).toEqual([2, 2, 1, 1, 0]);
});

test('failures older than the window no longer count', () => {
  const tries = createFailedTries(5, PASSWORD_LIMITS);
  failAtOnce(tries, 'a', 4);
  tries.add('a', WINDOW);
  expect(tries.waitSeconds('a', WINDOW)).toBe(0);
  failAtOnce(tries, 'a', 4, WINDOW);
  expect(tries.waitSeconds('a', WINDOW)).toBe(1);
});

test('others do not wait, and who succeeded begins anew', () => {
  const tries = createFailedTries(5, PASSWORD_LIMITS);
  failAtOnce(tries, 'a', 9);
  expect([tries.waitSeconds('a', 0), tries.waitSeconds('b', 0)]).toEqual([16, 0]);
  tries.clear('a');
  expect(tries.waitSeconds('a', 0)).toBe(0);
});

test('no more subjects are remembered than may be: the one that failed longest ago is forgotten', () => {
  const tries = createFailedTries(1, { ...PASSWORD_LIMITS, maxCounted: 2 });
  for (const subject of ['a', 'b', 'a', 'c']) tries.add(subject, 0);
  expect(['a', 'b', 'c'].map((subject) => tries.waitSeconds(subject, 0) > 0)).toEqual([true, false, true]);
});

test('no history makes anyone wait longer than a minute, and a clock set back makes nobody wait', () => {
  const history = fc.array(fc.integer({ min: 0, max: 2 * WINDOW }), { maxLength: 60 }).map((times) => times.toSorted((one, other) => one - other));
  fc.assert(fc.property(history, fc.integer({ min: 0, max: 3 * WINDOW }), (times, now) => {
    const tries = createFailedTries(5, PASSWORD_LIMITS);
    for (const at of times) tries.add('a', at);
    const wait = tries.waitSeconds('a', now);
    const counted = times.filter((at) => at <= now && at > now - WINDOW);
    expect(wait).toBeGreaterThanOrEqual(0);
    expect(wait).toBeLessThanOrEqual(counted.length < 5 ? 0 : PASSWORD_LIMITS.maxWaitSeconds);
  }));
});
