import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { counterField } from './counter.ts';

const field = defineField({ name: 'field', type: 'counter', label: { ru: 'Поле', en: 'Field' } });
const accept = (input: unknown): unknown => counterField.accept(input, field);

test('what is no number of a row is refused', () => {
  expect(accept(-1)).toEqual({ fault: 'out_of_range' });
  expect(accept('№ 5')).toEqual({ fault: 'wrong_type' });
});

test('a given number is kept, nothing is left to be numbered', () => {
  expect(accept('41')).toEqual({ value: 41 });
  expect(accept('')).toEqual({ value: null });
});
