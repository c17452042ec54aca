import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openZone } from '../time.ts';
import { addDays, covers, dayOf, daysAround, instantAt, weekdayOf } from './days.ts';

const MOSCOW = openZone('Europe/Moscow');
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days));

test('a day is that of the zone, not of UTC', () => {
  expect(dayOf(MOSCOW, Date.UTC(2024, 2, 15, 20, 59))).toBe('2024-03-15');
  expect(dayOf(MOSCOW, Date.UTC(2024, 2, 15, 21))).toBe('2024-03-16');
});

test('Monday is the first day of the week and Sunday the seventh', () => {
  expect(['2024-03-18', '2024-03-23', '2024-03-24'].map(weekdayOf)).toEqual([1, 6, 7]);
});

test('days are added over months and leap days', () => {
  expect([addDays('2024-02-28', 2), addDays('2024-12-31', 1), addDays('2024-03-01', -1)]).toEqual(['2024-03-01', '2025-01-01', '2024-02-29']);
});

test('an absent beginning or end is no limit', () => {
  expect([covers(null, null, '2024-03-15'), covers('2024-03-15', '2024-03-15', '2024-03-15')]).toEqual([true, true]);
  expect([covers('2024-03-16', null, '2024-03-15'), covers(null, '2024-03-14', '2024-03-15')]).toEqual([false, false]);
});

test('a time of a day lies on that day', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 23 }), (day, hour) => {
    expect(dayOf(MOSCOW, instantAt(MOSCOW, day, `${String(hour).padStart(2, '0')}:30`))).toBe(day);
  }));
});

test('a week later it is the same weekday', () => {
  fc.assert(fc.property(anyDay, (day) => { expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day)); }));
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
    fc.assert(fc.property(anyDay, fc.constantFrom('month', 'week'), (some, unit) => {
      const days = daysAround(some, unit);
      expect(covers(days.from, days.to, some)).toBe(true);
      expect([daysAround(days.from, unit), daysAround(days.to, unit)]).toEqual([days, days]);
    }));
  });
});
