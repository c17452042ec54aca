import { expect, test } from 'vitest';
import { link } from '../metadata/field-drafts.ts';
import { linkField } from './link.ts';

const field = link('owner', 'user', 'Ответственный', 'Owner');

test('what cannot be an id is refused', () => {
  expect(linkField.accept('Иванов', field)).toEqual({ fault: 'wrong_type' });
  expect(linkField.accept(-1, field)).toEqual({ fault: 'out_of_range' });
  expect(linkField.accept(1.5, field)).toEqual({ fault: 'out_of_range' });
});

test('an id is kept, 0 and nothing are none', () => {
  expect(linkField.accept(7, field)).toEqual({ value: 7 });
  expect(linkField.accept('7', field)).toEqual({ value: 7 });
  expect(linkField.accept(0, field)).toEqual({ value: null });
  expect(linkField.accept('', field)).toEqual({ value: null });
});
