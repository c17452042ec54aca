import { expect, test } from 'vitest';
import { foldLists } from './fold-lists.ts';

test('leaves maps with gaps, with names or with padded numbers alone', () => {
  const filters = { 157: '37', 158: 'A' };
  const parameters = { filters, a: { 1: 'x' }, b: { 0: 'x', y: 'z' }, c: { '00': 'x' } };
  expect(foldLists(parameters)).toEqual(parameters);
});

test('never makes a list of the parameters themselves', () => {
  expect(foldLists({ 0: 'x', 1: 'y' })).toEqual({ 0: 'x', 1: 'y' });
});

test('makes a list of keys 0..n-1, at any depth and whatever their order', () => {
  expect(foldLists({ items: { 1: { a: {} }, 0: [{ 0: 'x' }] } })).toEqual({ items: [[['x']], { a: [] }] });
});

test('makes maps that inherit nothing', () => {
  const folded = foldLists({ a: { x: '1' } });
  expect([folded, folded['a']].map((map) => Object.getPrototypeOf(map))).toEqual([null, null]);
});
