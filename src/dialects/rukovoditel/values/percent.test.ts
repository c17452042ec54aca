import { expect, test } from 'vitest';
import { percentValue as kind } from './percent.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('progress', 'percent');
const around = surroundings();

test('the sign is taken off what is written, and stands in what is read', () => {
  expect(['40%', ' 40 %', 40, '40'].map((sent) => kind.read(sent, field, around))).toEqual(['40', '40', '40', '40']);
  expect([kind.show(40, field, around, NO_RECORD), kind.stored?.(40, field, around, NO_RECORD), kind.show(null, field, around, NO_RECORD), kind.stored?.(null, field, around, NO_RECORD)]).toEqual(['40%', '40', '', '']);
});

test('a condition is a list of values, or an expression', () => {
  expect(kind.include('40%, 50', field, around)).toEqual({ kind: 'or', filters: [{ kind: 'equals', field: 'f', value: 40 }, { kind: 'equals', field: 'f', value: 50 }] });
  expect(kind.include('>=40', field, around)).toEqual({ kind: 'range', field: 'f', from: { value: 40, inclusive: true } });
  expect(kind.include('half', field, around)).toEqual({ kind: 'none' });
});
