import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

test.each(['', 'soon', '-1', '1.5', '1e3', '0x10', '12345678901', '2026-11-22', 'Sun, 22 Nov 2026', 'Sun, 22 Nov 2026 12:00:30 +0300', 'Sun, 99 Nov 2026 12:00:30 GMT'])('"%s" says nothing', (text) => {
  expect(readRetryAfter(text, NOW)).toBeNull();
});

test('seconds and dates are read, and a date of the past is now', () => {
  expect([' 120 ', '0', 'Sun, 22 Nov 2026 12:00:30 GMT', 'Sunday, 22-Nov-26 12:00:30 GMT', 'Sun, 22 Nov 2026 11:00:00 GMT'].map((text) => readRetryAfter(text, NOW))).toEqual([120_000, 0, 30_000, 30_000, 0]);
});

test('no text makes it fail, and none asks for more than a year', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.nat().map(String), fc.date({ noInvalidDate: true }).map((date) => date.toUTCString())), (text) => {
    const pause = readRetryAfter(text, NOW) ?? 0;
    expect(pause >= 0 && pause <= 366 * 86_400_000).toBe(true);
  }));
});
