import { expect, test } from 'vitest';
import { textsValue as kind } from './texts.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const phones = wireField('input', 'phones');
const around = surroundings();

test('nothing is an empty list', () => {
  expect([kind.read('', phones, around), kind.read(null, phones, around), kind.show(null, phones, around, NO_RECORD)]).toEqual([[], [], '']);
});

test('a comma list is written and read', () => {
  expect([kind.read('+7 342, +7 343', phones, around), kind.show(['+7 342', '+7 343'], phones, around, NO_RECORD)]).toEqual([['+7 342', '+7 343'], '+7 342, +7 343']);
});

test('phones and addresses are asked for as what they reach', () => {
  expect([kind.include('+7 (342) 254-55-77', phones, around), kind.include('A@example.test', wireField('input_email', 'emails'), around)]).toMatchObject([{ kind: 'contact', point: 'phone' }, { kind: 'contact', point: 'email', key: 'a@example.test' }]);
  expect(kind.include('x', wireField('input', 'texts'), around)).toEqual({ kind: 'same_text', field: 'f', needle: 'x' });
});
