import { expect, test } from 'vitest';
import { openZone } from '../../../core/time.ts';
import { dateRangeFilter } from './date-range.ts';

const around = { zone: openZone('Europe/Moscow'), now: Date.UTC(2024, 4, 15, 9) };
const ask = (form: 'date' | 'instant', text: string): unknown => dateRangeFilter('f', form, text, around);
const at = (day: number, hour = 0, minute = 0): number => Date.UTC(2024, 4, day, hour - 3, minute);
const range = (from: unknown, to: unknown): object => ({ kind: 'range', field: 'f', ...(from === undefined ? {} : { from: { value: from, inclusive: true } }), ...(to === undefined ? {} : { to: { value: to, inclusive: true } }) });

test('what is no range fits nothing', () => {
  for (const text of ['', ',', 'soon', '2024-05-10,soon', '2024-02-30', '1,2,3', '=x']) expect([text, ask('date', text)]).toEqual([text, { kind: 'none' }]);
});

test('both ends are inclusive, the last one with its whole day', () => {
  expect(ask('date', '2024-05-10, 2024-05-16')).toEqual(range('2024-05-10', '2024-05-16'));
  expect(ask('instant', '2024-05-10,2024-05-16')).toEqual(range(at(10), at(17) - 1));
});

test('either end may be open, and one date is that day', () => {
  expect([ask('date', '2024-05-10,'), ask('date', ',2024-05-16'), ask('date', '2024-05-10')]).toEqual([range('2024-05-10', undefined), range(undefined, '2024-05-16'), range('2024-05-10', '2024-05-10')]);
});

test('an end with a time is taken literally; a day is the moment it begins', () => {
  expect(ask('instant', '2024-05-10 14:30,2024-05-10 15:00')).toEqual(range(at(10, 14, 30), at(10, 15)));
  expect(ask('date', '2024-05-10 14:30,')).toEqual({ kind: 'range', field: 'f', from: { value: '2024-05-10', inclusive: false } });
});

test('a short number is so many last days, until now', () => {
  expect(ask('instant', '7')).toEqual(range(at(8), around.now));
  expect(ask('date', '0')).toEqual(range('2024-05-15', '2024-05-15'));
});

test('an operator with epoch seconds compares the moment', () => {
  expect(ask('instant', `>${at(10) / 1000}`)).toEqual({ kind: 'range', field: 'f', from: { value: at(10) + 999, inclusive: false } });
  expect(ask('date', `>=${at(10, 1) / 1000}`)).toEqual(range('2024-05-11', undefined));
  expect(ask('date', `<=${at(10, 1) / 1000}`)).toEqual(range(undefined, '2024-05-10'));
  expect(ask('date', `=${at(10) / 1000}`)).toEqual(range('2024-05-10', '2024-05-10'));
});
