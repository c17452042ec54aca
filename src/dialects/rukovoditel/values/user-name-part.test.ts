import { expect, test } from 'vitest';
import { surroundings, wireField } from './testing/surroundings.ts';
import { userFirstNameValue, userLastNameValue } from './user-name-part.ts';

test('parts of a name that was written in one are shown apart', () => {
  const record = { id: 2, version: 1, name: 'Mia van Stone' };
  const field = wireField('user_firstname', 'text');
  expect([userFirstNameValue.show(null, field, surroundings(), record), userLastNameValue.show(null, field, surroundings(), record)]).toEqual(['Mia', 'van Stone']);
});
