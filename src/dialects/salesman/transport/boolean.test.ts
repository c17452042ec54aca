import { expect, test } from 'vitest';
import { asBoolean, isPresent } from './boolean.ts';

test.each([false, 0, '0', 'false', 'no', 'off', '', null, undefined, 2, 'да', ['1'], { a: 1 }])('%j is false', (value) => {
  expect(asBoolean(value)).toBe(false);
});

test.each([true, 1, '1', 'true', 'TRUE', 'Yes', 'on', ' on '])('%j is true', (value) => {
  expect(asBoolean(value)).toBe(true);
});

test('a flag that was not sent differs from one sent as false', () => {
  expect([undefined, null].map(isPresent)).toEqual([false, false]);
  expect([false, 0, '', 'no'].map(isPresent)).toEqual([true, true, true, true]);
});
