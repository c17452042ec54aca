import { expect, test } from 'vitest';
import { numberValue as kind } from './number.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const around = surroundings();
const decimal = wireField('input_numeric', 'decimal');

test('what is no number is nothing', () => {
  for (const sent of ['', ' ', 'five', '1,2,3', null, [1], '1e999', Number.NaN]) expect([sent, kind.read(sent, decimal, around)]).toEqual([sent, null]);
});

test('a comma is a point, spaces between thousands are none', () => {
  expect(['1 200,5', '1\u00a0200.5', 1200.5].map((sent) => kind.read(sent, decimal, around))).toEqual(['1200.5', '1200.5', '1200.5']);
});

test('money is kept in hundredths, whole numbers are whole', () => {
  expect([kind.read('10,55', wireField('input_numeric', 'money'), around), kind.read('1.6', wireField('input_numeric', 'integer'), around)]).toEqual([1055, 2]);
});

test('decimals are fixed where the field says so, and there is no sign between thousands', () => {
  const show = (value: number | null, core: 'decimal' | 'money', settings = {}, configuration = {}): string => kind.show(value, wireField('input_numeric', core, settings, configuration), around, NO_RECORD);
  expect([show(1234.5, 'decimal'), show(1234.5, 'decimal', {}, { number_format: '2/./*' }), show(5, 'decimal', { decimals: 1 }), show(123_456, 'money'), show(null, 'decimal'), show(0, 'decimal', {}, { number_format: '0/,/ ' })]).toEqual(['1234.5', '1234.50', '5.0', '1234.56', '', '0']);
});

test('a condition on money counts in the same parts', () => {
  expect(kind.include('>10', wireField('input_numeric', 'money'), around)).toEqual({ kind: 'range', field: 'f', from: { value: 1000, inclusive: false } });
});
