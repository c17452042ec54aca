import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { booleanField } from './boolean.ts';

const field = defineField({ name: 'active', type: 'boolean', label: { ru: 'Работает', en: 'Active' } });

test('words and numbers for yes and no belong to the dialects', () => {
  for (const input of ['yes', 'true', 1, 0, [], {}]) expect(booleanField.accept(input, field)).toEqual({ fault: 'wrong_type' });
});

test('true, false and nothing are accepted', () => {
  expect(booleanField.accept(true, field)).toEqual({ value: true });
  expect(booleanField.accept(false, field)).toEqual({ value: false });
  expect(booleanField.accept(null, field)).toEqual({ value: null });
});
