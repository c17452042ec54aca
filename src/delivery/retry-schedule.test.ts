import { expect, test } from 'vitest';
import { readSchedule, STANDARD_SCHEDULE } from './retry-schedule.ts';

test.each(['', '5', '5x', '0s,', '-1s', '1.5s', '8d', '9999999s', Array.from({ length: 51 }, () => '0s').join(',')])('"%s" is no schedule', (text) => {
  expect(readSchedule(text)).toBeUndefined();
});

test('pauses are read in seconds, minutes, hours and days', () => {
  expect(readSchedule(' 0s, 5s,5m,2h,1d ')).toEqual([0, 5_000, 300_000, 7_200_000, 86_400_000]);
});

test('the usual schedule tries ten times in a little more than three days', () => {
  const pauses = readSchedule(STANDARD_SCHEDULE) ?? [];
  expect(pauses).toHaveLength(10);
  expect(pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000).toBeCloseTo(79.6, 1);
});
