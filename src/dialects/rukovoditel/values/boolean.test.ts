import { expect, test } from 'vitest';
import { booleanValue as kind } from './boolean.ts';
import { NO_RECORD, RUSSIAN, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('boolean', 'boolean');
const around = surroundings();

test('what is no boolean is read as false, nothing as nothing; a checkbox knows no nothing', () => {
  expect([kind.read('maybe', field, around), kind.read('', field, around), kind.read(null, field, around)]).toEqual([false, null, null]);
  expect(kind.read('', wireField('boolean_checkbox', 'boolean'), around)).toBe(false);
});

test('every spelling of yes and no is read', () => {
  expect([true, 'true', 1, '1'].map((input) => kind.read(input, field, around))).toEqual([true, true, true, true]);
  expect([false, 'false', 0, '0'].map((input) => kind.read(input, field, around))).toEqual([false, false, false, false]);
});

test('it is shown in the words of the field, else of the instance; never set is nothing', () => {
  const show = (value: boolean | null, configuration = {}, settings = {}): string => kind.show(value, wireField('boolean', 'boolean', {}, configuration), surroundings({ settings }), NO_RECORD);
  expect([show(true), show(false), show(null), show(true, {}, RUSSIAN), show(false, {}, RUSSIAN)]).toEqual(['Yes', 'No', '', 'Да', 'Нет']);
  expect([show(true, { text_boolean_true: 'Paid' }), show(false, { text_boolean_true: 'Paid' }), show(false, { text_boolean_true: 'Paid', text_boolean_false: 'Owed' })]).toEqual(['Paid', 'No', 'Owed']);
});

test('the word for false counts only beside one for true', () => {
  expect(kind.show(false, wireField('boolean', 'boolean', {}, { text_boolean_false: 'Owed' }), around, NO_RECORD)).toBe('No');
});

test('a condition that names no boolean fits nothing', () => {
  expect([kind.include('maybe', field, around), kind.include('true', field, around)]).toEqual([{ kind: 'none' }, { kind: 'equals', field: 'f', value: true }]);
});
