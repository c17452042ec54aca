import { expect, test } from 'vitest';
import { userGroupValue as kind } from './user-group.ts';
import { RUSSIAN, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('user_accessgroups', 'link', { entity: 'role' });
const around = surroundings();

test('an unknown group is nothing, and fits nobody', () => {
  expect([kind.read('99', field, around), kind.read('x', field, around), kind.include('99', field, around)]).toEqual([null, null, { kind: 'none' }]);
});

test('administrators are group 0, whatever their role', () => {
  const boss = { id: 1, version: 1, administrator: true };
  expect([kind.show(12, field, around, boss), kind.stored?.(12, field, around, boss), kind.show(12, field, surroundings({ settings: RUSSIAN }), boss)]).toEqual(['Administrator', '0', 'Администратор']);
  expect(kind.include('0', field, around)).toEqual({ kind: 'equals', field: 'administrator', value: true });
});

test('another group is the number of its role, and leaves administrators out', () => {
  const mia = { id: 2, version: 1, administrator: false };
  expect([kind.read('4', field, around), kind.show(12, field, around, mia), kind.stored?.(12, field, around, mia)]).toEqual([12, 'Manager', '4']);
  const asked = { kind: 'and', filters: [{ kind: 'equals', field: 'role', value: 12 }, { kind: 'not', filter: { kind: 'equals', field: 'administrator', value: true } }] };
  expect([kind.include('4', field, around), kind.include('current_user_group_id', field, surroundings({ userId: 2 }))]).toEqual([asked, asked]);
});
