import { expect, test } from 'vitest';
import { NO_RECORD, RUSSIAN, surroundings, wireField } from './testing/surroundings.ts';
import { userStatusValue as kind } from './user-status.ts';

const field = wireField('user_status', 'boolean');
const around = surroundings();

test('what says neither is active', () => {
  expect([kind.read('maybe', field, around), kind.show(null, field, around, NO_RECORD), kind.stored?.(null, field, around, NO_RECORD)]).toEqual([true, 'Active', '1']);
});

test('it is written and stored as 1 and 0, shown in words of the instance', () => {
  expect([kind.read('1', field, around), kind.read(0, field, around)]).toEqual([true, false]);
  expect([kind.show(true, field, around, NO_RECORD), kind.show(false, field, around, NO_RECORD), kind.show(false, field, surroundings({ settings: RUSSIAN }), NO_RECORD), kind.stored?.(false, field, around, NO_RECORD)]).toEqual(['Active', 'Inactive', 'Неактивный', '0']);
});
