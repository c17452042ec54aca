import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf, periodOf } from './customer-tariff-end.ts';

const tariff = (values: Readonly<Record<string, string | number | null>>) => ({ id: 1, version: 1, ...values });

describe('the end of a subscription', () => {
  test('is the day before the next period begins', () => {
    expect(endOf('2024-03-01', { count: 1, unit: 'month' })).toBe('2024-03-31');
    expect(endOf('2024-03-15', { count: 2, unit: 'month' })).toBe('2024-05-14');
    expect(endOf('2024-03-15', { count: 10, unit: 'day' })).toBe('2024-03-24');
    expect(endOf('2024-02-26', { count: 1, unit: 'week' })).toBe('2024-03-03');
    expect(endOf('2024-03-01', { count: 1, unit: 'year' })).toBe('2025-02-28');
  });

  test('takes the last day of a month for one that it has not', () => {
    expect(endOf('2024-01-31', { count: 1, unit: 'month' })).toBe('2024-02-28');
    expect(endOf('2024-02-29', { count: 1, unit: 'year' })).toBe('2025-02-27');
    expect(endOf('9999-12-31', { count: 1, unit: 'month' })).toBe('9999-12-31');
  });

  test('is a day, and not before the first, whatever the period', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const period = fc.record({ count: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })), unit: fc.constantFrom('day', 'week', 'month', 'year' as const) });
    fc.assert(fc.property(day, period, (start, length) => {
      const end = endOf(start, length);
      expect(end).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
      expect(end >= start).toBe(true);
    }));
  });
});

describe('the period of a tariff', () => {
  test('is its own', () => {
    expect(periodOf(tariff({ kind: 'month', period_count: 3, period_unit: 'week' }))).toEqual({ count: 3, unit: 'week' });
  });

  test('without one of its own is that of its kind, else a year', () => {
    expect(periodOf(tariff({ kind: 'month' }))).toEqual({ count: 1, unit: 'month' });
    expect(periodOf(tariff({ kind: 'week', period_count: 3 }))).toEqual({ count: 1, unit: 'week' });
    expect(periodOf(tariff({ kind: 'lesson', period_count: 0, period_unit: 'day' }))).toEqual({ count: 1, unit: 'year' });
    expect(periodOf(undefined)).toEqual({ count: 1, unit: 'year' });
  });
});
