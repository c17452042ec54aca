import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { textField } from './text.ts';

const field = defineField({ name: 'name', type: 'text', label: { ru: 'Имя', en: 'Name' }, settings: { maxLength: 5 } });

test('objects, lists and flags are no text', () => {
  for (const input of [{}, [], ['a'], true]) expect(textField.accept(input, field)).toEqual({ fault: 'wrong_type' });
});

test('a longer text is refused with the limit, a NUL or half an emoji as unfit', () => {
  expect(textField.accept('шестой', field)).toEqual({ fault: 'too_long', limit: 5 });
  expect(textField.accept('a\0b', field)).toEqual({ fault: 'bad_text' });
  expect(textField.accept('\ud83d', field)).toEqual({ fault: 'bad_text' });
});

test('a text is kept as written, a number as its digits; empty and never written differ', () => {
  expect(textField.accept(' «Ё» ', field)).toEqual({ value: ' «Ё» ' });
  expect(textField.accept(42, field)).toEqual({ value: '42' });
  expect(textField.accept('', field)).toEqual({ value: '' });
  expect(textField.accept(null, field)).toEqual({ value: null });
});

test('a matched text is also compared by its key, a secret by nothing', () => {
  expect(textField.shadows(field)).toEqual(['fold', 'sort']);
  expect(textField.shadows({ ...field, settings: { matched: true } })).toContain('key');
  expect(textField.shadows({ ...field, secret: true })).toEqual([]);
});
