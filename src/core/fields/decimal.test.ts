import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { decimalField } from './decimal.ts';

const field = defineField({ name: 'field', type: 'decimal', label: { ru: 'Поле', en: 'Field' } });
const accept = (input: unknown): unknown => decimalField.accept(input, field);

test('what is no number, or more exact than can be kept, is refused', () => {
  expect(accept('много')).toEqual({ fault: 'wrong_type' });
  expect(accept('1,2,3')).toEqual({ fault: 'wrong_type' });
  expect(accept(true)).toEqual({ fault: 'wrong_type' });
  expect(accept(Number.NaN)).toEqual({ fault: 'wrong_type' });
  expect(accept(Number.POSITIVE_INFINITY)).toEqual({ fault: 'out_of_range' });
  expect(accept('1234567890123.4567')).toEqual({ fault: 'out_of_range' });
});

test('a number is taken as people write it, and read back as a number', () => {
  expect(accept('1 250,50')).toEqual({ value: 1250.5 });
  expect(accept('-0')).toEqual({ value: 0 });
  expect(accept('.5')).toEqual({ value: 0.5 });
  expect(accept(2.5)).toEqual({ value: 2.5 });
  expect(accept('')).toEqual({ value: null });
  expect(accept(null)).toEqual({ value: null });
});
