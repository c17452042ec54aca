import { expect, test } from 'vitest';
import { readEvery } from './every.ts';

test('what is no length of time, or longer than a week, is refused', () => {
  for (const text of ['', '0m', '5', 'm', '-1h', '1.5h', '5 m', '5min', '8d', '1w']) expect([text, readEvery(text)]).toEqual([text, undefined]);
});

test('seconds, minutes, hours and days are read', () => {
  expect(['30s', '5m', '1h', '1d', '7d'].map(readEvery)).toEqual([30_000, 300_000, 3_600_000, 86_400_000, 604_800_000]);
});
