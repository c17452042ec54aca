import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openZone } from '../../time.ts';
import { covers, dayOf, daysAround } from './days.ts';

const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

test('a lesson late in the evening is of the day that the clocks on the wall show', () => {
  expect(dayOf(openZone('Europe/Moscow'), Date.UTC(2024, 2, 31, 21, 30))).toBe('2024-04-01');
  expect(dayOf(openZone('UTC'), Date.UTC(2024, 2, 31, 21, 30))).toBe('2024-03-31');
});

describe('the month and the week around a day', () => {
  test('a month ends on its last day, in leap years too', () => {
    expect(daysAround('2024-02-10', 'month')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(daysAround('2023-12-31', 'month')).toEqual({ from: '2023-12-01', to: '2023-12-31' });
  });

  test('a week begins on Monday and may lie in two years', () => {
    expect(daysAround('2024-03-17', 'week')).toEqual({ from: '2024-03-11', to: '2024-03-17' });
    expect(daysAround('2025-01-01', 'week')).toEqual({ from: '2024-12-30', to: '2025-01-05' });
  });

  test('the days of one have the same one around them', () => {
    fc.assert(fc.property(day, fc.constantFrom('month', 'week'), (some, unit) => {
      const days = daysAround(some, unit);
      expect(covers(days.from, days.to, some)).toBe(true);
      expect([daysAround(days.from, unit), daysAround(days.to, unit)]).toEqual([days, days]);
    }));
  });
});

test('a time without an end goes on, and its ends are in it', () => {
  expect(covers('2024-03-02', null, '2024-03-01')).toBe(false);
  expect(covers(null, '2024-02-29', '2024-03-01')).toBe(false);
  expect([covers('2024-03-01', '2024-03-01', '2024-03-01'), covers(null, null, '2024-03-01')]).toEqual([true, true]);
});
