import { expect, test } from 'vitest';
import { userEmailValue as kind } from './user-email.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('user_email', 'emails');
const around = surroundings();

test('what is no address reaches nobody', () => {
  expect([kind.include('', field, around), kind.include(['a'], field, around)]).toEqual([{ kind: 'none' }, { kind: 'none' }]);
});

test('one address is written, the first of several is read', () => {
  expect([kind.read('a@example.test', field, around), kind.show(['a@example.test', 'b@example.test'], field, around, NO_RECORD), kind.show(null, field, around, NO_RECORD)]).toEqual([['a@example.test'], 'a@example.test', '']);
});
