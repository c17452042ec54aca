import { expect, test } from 'vitest';
import { isEntityName, isFieldName } from './names.ts';

test('a name that would not be a plain SQL identifier is refused', () => {
  for (const name of ['', '1a', 'Имя', 'a b', 'a"b', 'a;drop', 'A', 'x'.repeat(41)]) {
    expect(isEntityName(name)).toBe(false);
    expect(isFieldName(name)).toBe(false);
  }
});

test('a field may not take the name of a system column or of a shadow column', () => {
  for (const name of ['id', 'version', 'deleted_at', 'rowid', 'search', 'name__fold']) expect(isFieldName(name)).toBe(false);
});

test('a plain name is accepted', () => {
  expect(isEntityName('entity_21')).toBe(true);
  expect(isFieldName('input1')).toBe(true);
});
