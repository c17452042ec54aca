import { expect, test } from 'vitest';
import { firstName, lastName, personName } from './person-name.ts';
import { surroundings } from './testing/surroundings.ts';

test('nobody has no name', () => {
  expect([personName(undefined), firstName({ id: 1, version: 1 }), lastName({ id: 1, version: 1 })]).toEqual(['', '', '']);
});

test('first and last name are told apart, in a name that was written in one, too', () => {
  const { directory } = surroundings();
  expect([personName(directory.account(1)), personName(directory.account(2))]).toEqual(['Anna Petrova', 'Mia van Stone']);
  expect([firstName({ id: 2, version: 1, name: 'Mia van Stone' }), lastName({ id: 2, version: 1, name: 'Mia van Stone' })]).toEqual(['Mia', 'van Stone']);
});

test('a first name alone is not completed out of the whole name', () => {
  expect(lastName({ id: 1, version: 1, name: 'Anna Petrova', first_name: 'Anna' })).toBe('');
});
