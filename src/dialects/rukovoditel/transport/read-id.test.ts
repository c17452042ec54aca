import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFieldId } from './read-field-id.ts';
import { readId } from './read-id.ts';

const WRONG = [undefined, null, true, false, '', ' ', 'abc', '-1', -1, '+1', 1.5, '1.5', '1e3', 1e21, '0x1F', '٢١', '２１', '2 1', Number.NaN, Infinity, 2 ** 53, '9007199254740993', '9'.repeat(400), [], [21], {}, { id: 21 }];

test.each(WRONG)('%j is no id', (value) => {
  expect([readId(value), readFieldId(value)]).toEqual([undefined, undefined]);
});

test.each(['field_', 'field_x', 'field_-1', 'field_field_1', 'field_ 1', 'Field_1', 'xfield_1', '158_db_value', 'field_٢١'])('%j is no field', (value) => {
  expect(readFieldId(value)).toBeUndefined();
});

test('a field’s spelling is no id of anything else', () => {
  expect(readId('field_158')).toBeUndefined();
});

test('0 is read as it is', () => {
  expect([readId(0), readId('0'), readId(-0)]).toEqual([0, 0, 0]);
});

test('every whole number reads the same in each spelling', () => {
  fc.assert(fc.property(fc.maxSafeNat(), (id) => {
    expect([readId(id), readId(String(id)), readId(` ${id}\n`)]).toEqual([id, id, id]);
    expect([readFieldId(id), readFieldId(String(id)), readFieldId(`field_${id}`)]).toEqual([id, id, id]);
  }));
});
