import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { percentField } from './percent.ts';

const field = defineField({ name: 'field', type: 'percent', label: { ru: 'Поле', en: 'Field' } });
const accept = (input: unknown): unknown => percentField.accept(input, field);

test('what is outside of 0 to 100 is refused', () => {
  expect(accept(101)).toEqual({ fault: 'out_of_range', limit: 100 });
  expect(accept('-1')).toEqual({ fault: 'out_of_range', limit: 100 });
  expect(accept('половина')).toEqual({ fault: 'wrong_type' });
});

test('a part of the whole is taken with and without the sign', () => {
  expect(accept('40 %')).toEqual({ value: 40 });
  expect(accept(0)).toEqual({ value: 0 });
  expect(accept('')).toEqual({ value: null });
});
