import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { formulaField } from './formula.ts';

const field = defineField({ name: 'field', type: 'formula', label: { ru: 'Поле', en: 'Field' } });
const accept = (input: unknown): unknown => formulaField.accept(input, field);

test('what is no number is refused', () => {
  expect(accept('текст')).toEqual({ fault: 'wrong_type' });
});

test('a result is kept as a number', () => {
  expect(accept(2.5)).toEqual({ value: 2.5 });
  expect(accept(null)).toEqual({ value: null });
});
