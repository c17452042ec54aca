import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { optionsField } from './options.ts';

const field = defineField({ name: 'field', type: 'options', label: { ru: 'Поле', en: 'Field' }, settings: { list: 'colours', maxItems: 3 } });
const accept = (input: unknown): unknown => optionsField.accept(input, field);

test('what is no list of ids, or too long, is refused', () => {
  expect(accept(['красный'])).toEqual({ fault: 'wrong_type' });
  expect(accept([1.5])).toEqual({ fault: 'out_of_range' });
  expect(accept([[1]])).toEqual({ fault: 'wrong_type' });
  expect(accept([1, 2, 3, 4])).toEqual({ fault: 'too_long', limit: 3 });
});

test('ids are kept in their order, each once', () => {
  expect(accept([5, '1', 5, 0])).toEqual({ value: ['5', '1'] });
  expect(accept(7)).toEqual({ value: ['7'] });
  expect(accept([])).toEqual({ value: null });
  expect(accept(null)).toEqual({ value: null });
});
