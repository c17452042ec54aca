import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { instantField } from './instant.ts';

const field = defineField({ name: 'due_at', type: 'instant', label: { ru: 'Срок', en: 'Due' } });

test('texts and fractions of a millisecond are refused', () => {
  for (const input of ['2024-01-01', 1.5, Number.NaN, {}]) expect(instantField.accept(input, field)).toEqual({ fault: 'wrong_type' });
});

test('a moment beyond four-digit years is refused', () => {
  expect(instantField.accept(Date.UTC(10_000, 0, 1), field)).toEqual({ fault: 'out_of_range' });
  expect(instantField.accept(-8e15, field)).toEqual({ fault: 'out_of_range' });
});

test('a moment is kept, before 1970 too', () => {
  expect(instantField.accept(Date.UTC(1861, 1, 19), field)).toEqual({ value: Date.UTC(1861, 1, 19) });
});
