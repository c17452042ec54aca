import { describe, expect, test } from 'vitest';
import { readBoolean } from './read-boolean.ts';
import { readText } from './read-text.ts';

describe('readBoolean', () => {
  test.each([undefined, null, 2, -1, 'yes', 'on', '01', '１', Number.NaN, [], ['1'], {}])('cannot tell what %j is', (value) => {
    expect(readBoolean(value)).toBeUndefined();
  });

  test.each([true, 'true', 'TRUE', 1, '1', ' 1 '])('%j is true', (value) => {
    expect(readBoolean(value)).toBe(true);
  });

  test.each([false, 'false', 'False', 0, '0', '', ' '])('%j is false', (value) => {
    expect(readBoolean(value)).toBe(false);
  });
});

describe('readText', () => {
  test.each([undefined, null, [], ['a'], {}, Number.NaN, Infinity, 2 ** 53, JSON.parse('40702810301220001991')])('%j is no text', (value) => {
    expect(readText(value)).toBeUndefined();
  });

  test('keeps text and writes the rest as a form does', () => {
    expect([' a ', 79991234567, 0, 0.5, true, false].map(readText)).toEqual([' a ', '79991234567', '0', '0.5', '1', '0']);
  });
});
