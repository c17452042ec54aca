import { expect, test } from 'vitest';
import { textValue as kind } from './text.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('input', 'text');
const around = surroundings();

test('lists and maps are no text', () => {
  expect([kind.read(['a'], field, around), kind.read({ a: 1 }, field, around), kind.include(['a'], field, around)]).toEqual([null, null, { kind: 'none' }]);
});

test('what was written is what is read; numbers and booleans as a form would write them', () => {
  expect(['<b> & "x"', '', 12.5, true, null].map((sent) => kind.read(sent, field, around))).toEqual(['<b> & "x"', '', '12.5', '1', null]);
  expect([kind.show(' a\n', field, around, NO_RECORD), kind.show(null, field, around, NO_RECORD), kind.stored]).toEqual([' a\n', '', undefined]);
});

test('a condition asks for the whole text, whatever the case', () => {
  expect(kind.include('ЁЛКА', field, around)).toEqual({ kind: 'same_text', field: 'f', needle: 'елка' });
});

test('a phone number is the same however it is written', () => {
  expect(kind.include('8 (342) 254-55-77', wireField('phone', 'phone'), around)).toEqual({ kind: 'contact', point: 'phone', key: '3422545577' });
});
