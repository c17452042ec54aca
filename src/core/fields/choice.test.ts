import { expect, test } from 'vitest';
import { choice } from '../metadata/field-drafts.ts';
import { choiceField } from './choice.ts';

const field = choice('kind', ['company', 'person'], 'Вид', 'Kind');

test('a word that is not on the list is refused, one of another type too', () => {
  expect(choiceField.accept('Company', field)).toEqual({ fault: 'unknown_value' });
  expect(choiceField.accept('toString', field)).toEqual({ fault: 'unknown_value' });
  expect(choiceField.accept(1, field)).toEqual({ fault: 'wrong_type' });
});

test('a word of the list is kept, an empty one is none', () => {
  expect(choiceField.accept('person', field)).toEqual({ value: 'person' });
  expect(choiceField.accept('', field)).toEqual({ value: null });
});
