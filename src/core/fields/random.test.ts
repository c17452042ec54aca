import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { randomField, randomText } from './random.ts';

const field = defineField({ name: 'field', type: 'random', label: { ru: 'Поле', en: 'Field' }, settings: { length: 12 } });
const accept = (input: unknown): unknown => randomField.accept(input, field);

test('what cannot be stored is refused', () => {
  expect(accept('a\0')).toEqual({ fault: 'bad_text' });
});

test('a made value has the length that was asked for, and is not made twice', () => {
  expect(randomText(field)).toMatch(/^[A-Z2-9]{12}$/u);
  expect(new Set(Array.from({ length: 100 }, () => randomText(field))).size).toBe(100);
  expect(accept('A1')).toEqual({ value: 'A1' });
});
