import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openZone } from '../../core/time.ts';
import { localDateTime, readInstant } from './local-times.ts';

const moscow = openZone('Europe/Moscow');

test.each(['', 'вчера', '2024-02-30', '2024-13-01', '0000-00-00', '2024-01-01 25:00:00', '31.11.2024', '20240101'])('«%s» is no date', (text) => {
  expect(readInstant(moscow, text)).toBeUndefined();
});

test('a date means midnight in the zone of the account', () => {
  expect(readInstant(moscow, '2022-01-01')).toBe(Date.UTC(2021, 11, 31, 21));
});

test('the notations that clients use mean the same moment', () => {
  const expected = Date.UTC(2015, 4, 30, 20, 5, 30);
  for (const text of ['2015-05-30 23:05:30', '2015-05-30T23:05:30', '30.05.2015 23:05:30', '2015-05-30T20:05:30Z', '2015-05-30T22:05:30+02:00']) {
    expect(readInstant(moscow, text)).toBe(expected);
  }
});

test('what is shown reads back as the same second', () => {
  fc.assert(fc.property(fc.integer({ min: Date.UTC(2015, 0) / 1000, max: Date.UTC(2099, 0) / 1000 }), (second) => {
    expect(readInstant(moscow, localDateTime(moscow, second * 1000))).toBe(second * 1000);
  }));
});
