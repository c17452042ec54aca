import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openZone } from '../../time.ts';
import { addDays, covers, dayOf, instantAt, weekdayOf } from './days.ts';

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
