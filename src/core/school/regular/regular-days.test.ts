import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, weekdayOf } from '../days.ts';
import { horizonOf, regularDays } from './regular-days.ts';

const TODAY = '2024-03-15';
const anyDay = fc.integer({ min: -100, max: 100 }).map((days) => addDays(TODAY, days));

test('a slot that is over, or has no weekday that there is, has no days', () => {
  expect(regularDays({ weekday: 5, ends_on: '2024-03-14' }, TODAY, TODAY)).toEqual([]);
  expect(regularDays({ weekday: 8 }, TODAY, TODAY)).toEqual([]);
  expect(regularDays({}, TODAY, TODAY)).toEqual([]);
});

test('the days go from today to the last day of the slot, both included', () => {
  expect(regularDays({ weekday: 5, starts_on: '2024-01-01', ends_on: '2024-03-29' }, TODAY, TODAY)).toEqual(['2024-03-15', '2024-03-22', '2024-03-29']);
});

test('without an end, or with a later one, sight ends after 60 days', () => {
  expect([horizonOf({}, TODAY), horizonOf({ ends_on: '2025-01-01' }, TODAY), horizonOf({ ends_on: '2024-03-01' }, TODAY)]).toEqual(['2024-05-14', '2024-05-14', '2024-03-01']);
});

test('all days of the weekday within bounds are there, and no other', () => {
  fc.assert(fc.property(anyDay, fc.option(anyDay), fc.integer({ min: 1, max: 7 }), (starts_on, ends_on, weekday) => {
    const every = Array.from({ length: 61 }, (_, index) => addDays(TODAY, index));
    const wanted = every.filter((day) => day >= starts_on && (ends_on === null || day <= ends_on) && weekdayOf(day) === weekday);
    expect(regularDays({ weekday, starts_on, ends_on }, TODAY, TODAY)).toEqual(wanted);
  }));
});
