import { expect, test } from 'vitest';
import { json } from '../metadata/field-drafts.ts';
import { jsonField } from './json.ts';

const field = json('changes', 'Изменения', 'Changes');

test('a value that is not yet text is refused: the caller writes the JSON', () => {
  expect(jsonField.accept({ a: 1 }, field)).toEqual({ fault: 'wrong_type' });
});

test('the text is kept to the letter, and nothing is derived from it', () => {
  expect(jsonField.accept('{"b":1,"a":2}', field)).toEqual({ value: '{"b":1,"a":2}' });
  expect(jsonField.shadows(field)).toEqual([]);
});
