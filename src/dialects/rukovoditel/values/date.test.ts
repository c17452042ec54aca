import { expect, test } from 'vitest';
import { dateValue as kind } from './date.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('input_date', 'date');
const around = surroundings();

test('what is no date is nothing', () => {
  for (const sent of ['', 'soon', '2024-02-30', '0', null, [], '13/13/2024']) expect([sent, kind.read(sent, field, around)]).toEqual([sent, null]);
});

test('a day is read out of any spelling, its time and offset left out', () => {
  for (const sent of ['2024-05-10', '05/10/2024 14:30', '10.05.2024', '10-05-2024', '2024-05-10T23:59:00-08:00', Date.UTC(2024, 4, 9, 21) / 1000]) expect([sent, kind.read(sent, field, around)]).toEqual([sent, '2024-05-10']);
});

test('it is shown by the pattern of the field, else of the instance, and stored as its local midnight', () => {
  expect(kind.show('2024-05-10', field, around, NO_RECORD)).toBe('05/10/2024');
  expect(kind.show('2024-05-10', wireField('input_date', 'date', {}, { date_format: 'j F Y' }), around, NO_RECORD)).toBe('10 May 2024');
  expect(kind.show('2024-05-10', field, surroundings({ settings: { TOLMACH_RUKOVODITEL_DATE_FORMAT: 'd.m.Y' } }), NO_RECORD)).toBe('10.05.2024');
  expect([kind.stored?.('2024-05-10', field, around, NO_RECORD), kind.stored?.(null, field, around, NO_RECORD), kind.show(null, field, around, NO_RECORD)]).toEqual([String(Date.UTC(2024, 4, 9, 21) / 1000), '', '']);
});
