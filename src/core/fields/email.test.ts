import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { emailField } from './email.ts';

const field = defineField({ name: 'field', type: 'email', label: { ru: 'Поле', en: 'Field' } });
const accept = (input: unknown): unknown => emailField.accept(input, field);

test('what is no text, or too long, is refused', () => {
  expect(accept(['a'])).toEqual({ fault: 'wrong_type' });
  expect(accept('a'.repeat(321))).toEqual({ fault: 'too_long', limit: 320 });
  expect(accept('a\0')).toEqual({ fault: 'bad_text' });
});

test('the text is kept without the spaces around it', () => {
  expect(accept(' a@b.test ')).toEqual({ value: 'a@b.test' });
  expect(accept('')).toEqual({ value: '' });
  expect(accept(null)).toEqual({ value: null });
});
