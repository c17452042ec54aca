import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { optionField } from './option.ts';

const field = defineField({ name: 'field', type: 'option', label: { ru: 'Поле', en: 'Field' }, settings: { list: 'colours' } });
const accept = (input: unknown): unknown => optionField.accept(input, field);

test('what is no id is refused', () => {
  expect(accept('красный')).toEqual({ fault: 'wrong_type' });
  expect(accept(-1)).toEqual({ fault: 'out_of_range' });
  expect(accept([1])).toEqual({ fault: 'wrong_type' });
});

test('an option is kept by its id, and 0 is none', () => {
  expect(accept('37')).toEqual({ value: 37 });
  expect(accept(0)).toEqual({ value: null });
  expect(accept('')).toEqual({ value: null });
});
