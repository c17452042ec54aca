import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { textFormulaField } from './text-formula.ts';

const field = defineField({ name: 'field', type: 'text_formula', label: { ru: 'Поле', en: 'Field' } });
const accept = (input: unknown): unknown => textFormulaField.accept(input, field);

test('what is longer than anyone reads is refused', () => {
  expect(accept('a'.repeat(10_001))).toEqual({ fault: 'too_long', limit: 10_000 });
});

test('a result is kept as text', () => {
  expect(accept('Иванов, 5')).toEqual({ value: 'Иванов, 5' });
  expect(accept(null)).toEqual({ value: null });
});
