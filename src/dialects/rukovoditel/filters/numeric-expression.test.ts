import { expect, test } from 'vitest';
import { numericFilter } from './numeric-expression.ts';

const equal = (value: number): object => ({ kind: 'equals', field: 'f', value });
const above = (value: number): object => ({ kind: 'range', field: 'f', from: { value, inclusive: false } });

test('what is no expression fits nothing', () => {
  for (const text of ['', ' ', 'five', '>', '5|', '&5', '5&&6', '>>5', '5 or 6', '1e5', '0x10', '5;', '--5']) expect([text, numericFilter('f', text, 1)]).toEqual([text, { kind: 'none' }]);
});

test('a number alone is that number, with a point or a comma, signed or not', () => {
  expect(['5', '=5', '+5', '-2,5', ' 1 200.5 '].map((text) => numericFilter('f', text, 1))).toEqual([equal(5), equal(5), equal(5), equal(-2.5), equal(1200.5)]);
});

test('the operator stands in the value', () => {
  expect(numericFilter('f', '> 30', 1)).toEqual(above(30));
  expect(numericFilter('f', '>=10&<20', 1)).toEqual({ kind: 'and', filters: [{ kind: 'range', field: 'f', from: { value: 10, inclusive: true } }, { kind: 'range', field: 'f', to: { value: 20, inclusive: false } }] });
  expect(numericFilter('f', '!=0', 1)).toEqual({ kind: 'not', filter: equal(0) });
});

test('where both joints stand, the or-parts are one bracket and the and-parts another', () => {
  expect(numericFilter('f', '5|7|9', 1)).toEqual({ kind: 'or', filters: [equal(5), equal(7), equal(9)] });
  expect(numericFilter('f', '5|7&>1', 1)).toEqual({ kind: 'and', filters: [{ kind: 'or', filters: [equal(5), equal(7)] }, above(1)] });
});

test('values that are kept in parts are asked for in parts', () => {
  expect(numericFilter('f', '>10,5', 100)).toEqual(above(1050));
});
