import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { dateField } from './date.ts';

const field = defineField({ name: 'birthday', type: 'date', label: { ru: 'День рождения', en: 'Birthday' } });

test('other notations belong to the dialects', () => {
  for (const input of ['01.02.2024', '2024-1-2', '2024-01-01T00:00:00Z', 0, {}]) expect(dateField.accept(input, field)).toEqual({ fault: 'wrong_type' });
});

test('a day that no calendar has is refused', () => {
  for (const input of ['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31']) expect(dateField.accept(input, field)).toEqual({ fault: 'out_of_range' });
});

test('a day is kept, an empty one is none', () => {
  expect(dateField.accept('2024-02-29', field)).toEqual({ value: '2024-02-29' });
  expect(dateField.accept('', field)).toEqual({ value: null });
});
