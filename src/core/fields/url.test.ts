import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { urlField } from './url.ts';

const field = defineField({ name: 'field', type: 'url', label: { ru: 'Поле', en: 'Field' } });
const accept = (input: unknown): unknown => urlField.accept(input, field);

test('what is no text, or too long, is refused', () => {
  expect(accept(['a'])).toEqual({ fault: 'wrong_type' });
  expect(accept('a'.repeat(2001))).toEqual({ fault: 'too_long', limit: 2000 });
  expect(accept('a\0')).toEqual({ fault: 'bad_text' });
});

test('the text is kept without the spaces around it', () => {
  expect(accept(' a@b.test ')).toEqual({ value: 'a@b.test' });
  expect(accept('')).toEqual({ value: '' });
  expect(accept(null)).toEqual({ value: null });
});
