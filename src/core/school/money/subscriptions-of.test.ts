import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '../rows.ts';
import { coversLesson, inOrderOfCharge, isCurrent } from './subscriptions-of.ts';

const LESSON = { day: '2024-03-15', subject: 1, type: 2, groups: [7] };
const OPEN = { starts_on: '2024-03-01' };

describe('a lesson is not charged from a subscription', () => {
  test('that has not begun, is over or archived', () => {
    expect(coversLesson({ starts_on: '2024-03-16' }, LESSON)).toBe(false);
    expect(coversLesson({ ...OPEN, ends_on: '2024-03-14' }, LESSON)).toBe(false);
    expect(coversLesson({ ...OPEN, archived_at: 1 }, LESSON)).toBe(false);
  });

  test('for other subjects, types or another group', () => {
    expect(coversLesson({ ...OPEN, subjects: ['2'] }, LESSON)).toBe(false);
    expect(coversLesson({ ...OPEN, subjects: ['2'] }, { ...LESSON, subject: null })).toBe(false);
    expect(coversLesson({ ...OPEN, lesson_types: ['1'] }, LESSON)).toBe(false);
    expect(coversLesson({ ...OPEN, group: 8 }, LESSON)).toBe(false);
    expect(coversLesson({ ...OPEN, group: 7 }, { ...LESSON, groups: [] })).toBe(false);
  });
});

test('a lesson is charged from a subscription for its day, subject, type and group, or for any', () => {
  expect(coversLesson(OPEN, LESSON)).toBe(true);
  expect(coversLesson(OPEN, { day: '2024-03-01', subject: null, type: null, groups: [] })).toBe(true);
  expect(coversLesson({ starts_on: '2024-03-15', ends_on: '2024-03-15', subjects: ['3', '1'], lesson_types: ['2'], group: 7 }, LESSON)).toBe(true);
});

test('a subscription that starts tomorrow is current, one that ended yesterday is not', () => {
  expect(isCurrent({ starts_on: '2024-03-16' }, '2024-03-15')).toBe(true);
  expect(isCurrent({ ...OPEN, ends_on: '2024-03-15' }, '2024-03-15')).toBe(true);
  expect(isCurrent({ ...OPEN, ends_on: '2024-03-14' }, '2024-03-15')).toBe(false);
});

test('those with a balance of their own are charged first, then the earliest, then the first made; the order given says nothing', () => {
  const row = (id: Row['id'], starts_on: string, separate: boolean | null = null): Row => ({ id, stored: undefined, values: { starts_on, separate } });
  const ordered = [row(4, '2024-03-02', true), row(3, '2024-03-05', true), row({ slot: 0 }, '2024-03-05', true), row(1, '2024-01-01'), row(2, '2024-02-01', false), row(5, '2024-02-01')];
  fc.assert(fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (shuffled) => {
    expect(inOrderOfCharge(shuffled)).toEqual(ordered);
  }));
});
