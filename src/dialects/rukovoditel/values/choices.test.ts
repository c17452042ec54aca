import { expect, test } from 'vitest';
import { choicesValue as kind } from './choices.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('tags', 'options', { list: 'states' });
const around = surroundings();

test('numbers of no option are left out, or refused where the setting says so', () => {
  expect(kind.read('37, 99,x, 0', field, around)).toEqual([101]);
  expect(() => kind.read('37,99', field, surroundings({ settings: { TOLMACH_RUKOVODITEL_UNKNOWN_CHOICE: 'error' } }))).toThrow('field_158: no such value 99');
});

test('numbers are written in any list, labels and numbers are read in its order', () => {
  for (const sent of ['38,37', ' 38,\n37 ', [38, '37']]) expect(kind.read(sent, field, around)).toEqual([102, 101]);
  expect([kind.show(['102', '101'], field, around, NO_RECORD), kind.stored?.(['102', '101'], field, around, NO_RECORD)]).toEqual(['Open, New', '38,37']);
  expect([kind.show(null, field, around, NO_RECORD), kind.stored?.(null, field, around, NO_RECORD)]).toEqual(['', '']);
});

test('of many levels, a leaf stands for the way to it', () => {
  const levels = wireField('dropdown_multilevel', 'options', { list: 'states' });
  expect([kind.read('40', levels, around), kind.read('37,39,40', levels, around), kind.read('', levels, around)]).toEqual([[101, 103, 104], [101, 103, 104], []]);
});

test('a condition asks for any of them, and of nothing known for nothing', () => {
  expect([kind.include('38,37', field, around), kind.include('99', field, around)]).toEqual([{ kind: 'any_of', field: 'f', ids: [101, 102] }, { kind: 'none' }]);
});
