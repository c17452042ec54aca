import { expect, test } from 'vitest';
import { timeOfDayValue as kind } from './time-of-day.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('time', 'time_of_day');
const around = surroundings();

test('what is no time is nothing', () => {
  for (const sent of ['', '24:00', '10:60', '10', '1:2', null, 630]) expect([sent, kind.read(sent, field, around)]).toEqual([sent, null]);
});

test('seconds are dropped, an hour of one digit is filled up', () => {
  expect(['7:05', '07:05:59', ' 07:05 '].map((sent) => kind.read(sent, field, around))).toEqual(['07:05', '07:05', '07:05']);
});

test('it is stored as minutes since midnight, and midnight looks like nothing', () => {
  expect([kind.show('07:05', field, around, NO_RECORD), kind.stored?.('07:05', field, around, NO_RECORD)]).toEqual(['07:05', '425']);
  expect([kind.show('00:00', field, around, NO_RECORD), kind.stored?.('00:00', field, around, NO_RECORD), kind.stored?.(null, field, around, NO_RECORD)]).toEqual(['', '0', '']);
});

test('a condition asks for one time', () => {
  expect([kind.include('7:05', field, around), kind.include('noon', field, around)]).toEqual([{ kind: 'equals', field: 'f', value: '07:05' }, { kind: 'none' }]);
});
