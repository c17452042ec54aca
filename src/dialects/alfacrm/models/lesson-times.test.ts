import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { openZone } from '../../../core/time.ts';
import { localDateTime } from '../../transport/local-times.ts';
import { lessonTimes, readDate, readTime } from './lesson-times.ts';

const MOSCOW = openZone('Europe/Moscow');
const DAY_MS = 86_400_000;

const isoDay = fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(Date.UTC(1990, 0, 1) + day * DAY_MS).toISOString().slice(0, 10));
const clock = fc.integer({ min: 0, max: 86_399 }).map((second) => new Date(second * 1000).toISOString().slice(11, 19));
const russian = (day: string): string => day.split('-').toReversed().join('.');
const read = (value: string): string => {
  const reading = readTime(value, { zone: MOSCOW });
  return 'input' in reading ? String(reading.input) : reading.fault;
};
/** Of a school that has no summer time: whatever is moved keeps its length. */
const PLAIN = openZone('UTC');

describe('times of a lesson', () => {
  test('what is no time of day is of no known form', () => {
    for (const value of ['25:00', '10:60', '10:00:60', '10', 'утром', '2024-03-05', '2024-02-30 10:00', '10:00 2024-03-05']) expect({ value, read: read(value) }).toEqual({ value, read: 'wrong_format' });
    for (const value of [10, true, [], {}]) expect(readTime(value, { zone: MOSCOW })).toEqual({ fault: 'wrong_format' });
    expect([readDate('31.02.2024'), readDate(''), readDate(null)]).toEqual([{ fault: 'wrong_format' }, { input: null }, { input: null }]);
  });

  test('without a day or a beginning there is nothing to know', () => {
    const said = { day: undefined, from: undefined, to: undefined, minutes: undefined };
    expect(lessonTimes({ ...said, from: '10:00:00', minutes: 60 }, MOSCOW)).toEqual({});
    expect(lessonTimes({ ...said, day: '2024-03-05', minutes: 60 }, MOSCOW)).toEqual({});
    expect(Object.keys(lessonTimes({ ...said, day: '2024-03-05', from: '10:00:00' }, MOSCOW))).toEqual(['starts_at']);
  });

  test('every notation of a moment is read as one', () => {
    fc.assert(fc.property(isoDay, clock, (day, time) => {
      for (const text of [`${day} ${time}`, `${day}T${time}`, `${russian(day)} ${time}`, `${day.replaceAll('-', '.')} ${time}`]) expect(readTime(text, { zone: PLAIN })).toEqual({ input: `${day} ${time}` });
      expect(readTime(time, { zone: PLAIN })).toEqual({ input: time });
      expect(readDate(russian(day))).toEqual({ input: day });
    }));
  });

  test('a duration and an end say the same', () => {
    fc.assert(fc.property(isoDay, clock, fc.integer({ min: 1, max: 10_000 }), (day, from, minutes) => {
      const said = { day, from, to: undefined, minutes: undefined };
      const lasting = lessonTimes({ ...said, minutes }, PLAIN);
      expect((lasting.ends_at ?? 0) - (lasting.starts_at ?? 0)).toBe(minutes * 60_000);
      expect(lessonTimes({ ...said, to: localDateTime(PLAIN, lasting.ends_at ?? 0) }, PLAIN)).toEqual(lasting);
    }));
  });

  test('a lesson that is moved to another day keeps its times of day and its length', () => {
    fc.assert(fc.property(isoDay, clock, fc.integer({ min: 1, max: 2000 }), isoDay, (day, from, minutes, other) => {
      const stored = { id: 1, version: 1, starts_at: 0, ends_at: 0, ...lessonTimes({ day, from, to: undefined, minutes }, PLAIN) };
      const moved = lessonTimes({ day: other, from: undefined, to: undefined, minutes: undefined }, PLAIN, stored);
      expect(localDateTime(PLAIN, moved.starts_at ?? 0)).toBe(`${other} ${from}`);
      expect((moved.ends_at ?? 0) - (moved.starts_at ?? 0)).toBe(minutes * 60_000);
      // A whole echo of the old times beside the new day says the same.
      const echoed = { day: other, from: localDateTime(PLAIN, stored.starts_at), to: localDateTime(PLAIN, stored.ends_at), minutes: undefined };
      expect(lessonTimes(echoed, PLAIN, stored)).toEqual(moved);
    }));
  });
});
