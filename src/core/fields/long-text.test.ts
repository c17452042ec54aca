import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { longTextField } from './long-text.ts';

const field = defineField({ name: 'note', type: 'long_text', label: { ru: 'Описание', en: 'Note' } });

test('a text over 65,000 characters is refused with the limit', () => {
  expect(longTextField.accept('я'.repeat(65_001), field)).toEqual({ fault: 'too_long', limit: 65_000 });
});

test('many lines are kept as written', () => {
  expect(longTextField.accept('раз\r\n\tдва\n', field)).toEqual({ value: 'раз\r\n\tдва\n' });
});
