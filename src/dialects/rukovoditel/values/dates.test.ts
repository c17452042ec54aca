import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openZone } from '../../../core/time.ts';
import { formatLocal, localOfDay, readLocal } from './dates.ts';

const zone = openZone('Europe/Moscow');
const local = fc.date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }).map((date) => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() }));

test('what is no date is undefined', () => {
  for (const text of ['', ' ', '0', 'tomorrow', '2024-13-01', '2023-02-29', '24:00', '2024-05-10 25:00', '2024-05-10 10:60', '999999999999', '10/05', '-5']) expect([text, readLocal(zone, text)]).toEqual([text, undefined]);
});

test('slashes are month and day, dots and dashes day and month', () => {
  for (const text of ['05/10/2024', '10.05.2024', '10-05-2024', '2024-05-10', '2024/5/10', ' 5/10/2024 ']) expect([text, readLocal(zone, text)]).toEqual([text, localOfDay('2024-05-10')]);
});

test('a time is read with seconds and without, after a blank or a T; an offset is dropped', () => {
  for (const text of ['2024-05-10 14:30', '2024-05-10T14:30:00Z', '2024-05-10T14:30:00.123+05:00', '05/10/2024 14:30']) expect([text, readLocal(zone, text)]).toEqual([text, { ...localOfDay('2024-05-10'), hour: 14, minute: 30 }]);
});

test('digits alone are epoch seconds', () => {
  expect(readLocal(zone, String(Date.UTC(2024, 4, 10, 11, 30) / 1000))).toEqual({ ...localOfDay('2024-05-10'), hour: 14, minute: 30 });
});

test('letters of a pattern are parts of the time, other signs and escaped letters themselves', () => {
  const at = { year: 2024, month: 5, day: 9, hour: 15, minute: 4, second: 7 };
  expect(formatLocal('d j m n Y y H G h g i s a A D l M F', at)).toBe('09 9 05 5 2024 24 15 15 03 3 04 07 pm PM Thu Thursday May May');
  expect(formatLocal('\\d: d.m.Y, Q', at)).toBe('d: 09.05.2024, Q');
  expect(formatLocal('g A', { ...at, hour: 0 })).toBe('12 AM');
});

test('what is shown by the patterns of the contract is read back', () => {
  fc.assert(fc.property(local, fc.constantFrom('Y-m-d H:i:s', 'm/d/Y H:i:s', 'd.m.Y H:i:s', 'd-m-Y H:i:s', 'Y-m-d\\TH:i:s'), (at, pattern) => {
    expect(readLocal(zone, formatLocal(pattern, at))).toEqual(at);
  }));
});
