import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { timeOfDayField } from './time-of-day.ts';

const field = defineField({ name: 'field', type: 'time_of_day', label: { ru: 'Поле', en: 'Field' } });
const accept = (input: unknown): unknown => timeOfDayField.accept(input, field);

test('what is not on a clock is refused', () => {
  expect(accept('24:00')).toEqual({ fault: 'out_of_range' });
  expect(accept('12:60')).toEqual({ fault: 'out_of_range' });
  expect(accept('полдень')).toEqual({ fault: 'wrong_type' });
  expect(accept(930)).toEqual({ fault: 'wrong_type' });
});

test('a time is kept by hours and minutes', () => {
  expect(accept('9:05')).toEqual({ value: '09:05' });
  expect(accept(' 23:59:59 ')).toEqual({ value: '23:59' });
  expect(accept('00:00')).toEqual({ value: '00:00' });
  expect(accept('')).toEqual({ value: null });
});
