import { expect, test } from 'vitest';
import { optionValue as kind } from './option.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('dropdown', 'option', { list: 'states' });
const around = surroundings();

test('an unknown number, a label and 0 are no choice', () => {
  for (const sent of ['99', 'New', '0', 0, '', null, ['x']]) expect([sent, kind.read(sent, field, around)]).toEqual([sent, null]);
});

test('an unknown number is refused where the setting says so, 0 still clears', () => {
  const strict = surroundings({ settings: { TOLMACH_RUKOVODITEL_UNKNOWN_CHOICE: 'error' } });
  expect(() => kind.read('99', field, strict)).toThrow('field_158: no such value 99');
  expect(kind.read('0', field, strict)).toBeNull();
});

test('a number is written, the label and the number are read; an option that is gone is nothing', () => {
  expect([kind.read('37', field, around), kind.read(38, field, around)]).toEqual([101, 102]);
  expect([kind.show(101, field, around, NO_RECORD), kind.stored?.(101, field, around, NO_RECORD)]).toEqual(['New', '37']);
  expect([kind.show(999, field, around, NO_RECORD), kind.stored?.(null, field, around, NO_RECORD)]).toEqual(['', '']);
});

test('a condition asks for one of them', () => {
  expect([kind.include('37,\n38', field, around), kind.include('x', field, around)]).toEqual([{ kind: 'in', field: 'f', values: [101, 102] }, { kind: 'none' }]);
});
