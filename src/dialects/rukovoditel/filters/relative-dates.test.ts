import { expect, test } from 'vitest';
import { surroundings } from '../values/testing/surroundings.ts';
import { relativeFilter } from './relative-dates.ts';

/** Wednesday, 15 May 2024, 12:00. */
const ask = (condition: string, value: string): unknown => relativeFilter('f', 'date', condition, value, surroundings());
const days = (from: string | undefined, to: string | undefined): object => ({ kind: 'range', field: 'f', ...(from === undefined ? {} : { from: { value: `2024-${from}`, inclusive: true } }), ...(to === undefined ? {} : { to: { value: `2024-${to}`, inclusive: true } }) });

test('what is no offset fits nothing', () => {
  for (const [condition, value] of [['filter_by_days', ''], ['filter_by_days', 'x'], ['filter_by_week', ''], ['filter_by_month', '1.5'], ['filter_by_days', '999999']] as const) expect([value, ask(condition, value)]).toEqual([value, { kind: 'none' }]);
});

test('days count from today; several are any of them', () => {
  expect([ask('filter_by_days', '0'), ask('filter_by_days', '-1'), ask('filter_by_days', '+7')]).toEqual([days('05-15', '05-15'), days('05-14', '05-14'), days('05-22', '05-22')]);
  expect(ask('filter_by_days', '0&<-3')).toEqual({ kind: 'or', filters: [days('05-15', '05-15'), days(undefined, '05-11')] });
  expect([ask('filter_by_days', '>=1'), ask('filter_by_days', '>1'), ask('filter_by_days', '<=1')]).toEqual([days('05-16', undefined), days('05-17', undefined), days(undefined, '05-16')]);
});

test('a range of days may stand instead', () => {
  expect(ask('filter_by_days', ',2024-05-01,2024-05-09')).toEqual(days('05-01', '05-09'));
});

test('weeks begin on Monday, months and years on their first day', () => {
  expect([ask('filter_by_week', '0'), ask('filter_by_week', '-1'), ask('filter_by_month', '1'), ask('filter_by_year', '0')]).toEqual([days('05-13', '05-19'), days('05-06', '05-12'), days('06-01', '06-30'), days('01-01', '12-31')]);
});

test('overdue is before today, or before now', () => {
  expect([ask('filter_by_overdue', ''), ask('filter_by_overdue_with_time', '')]).toEqual([days(undefined, '05-14'), days(undefined, '05-15')]);
});
