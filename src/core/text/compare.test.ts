import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareText } from './compare.ts';

test('texts compare as their UTF-8 bytes do', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
    expect(Math.sign(compareText(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
  }));
});

test('an emoji stands after every character of two bytes', () => {
  expect(compareText('😀', '\uffee')).toBeGreaterThan(0);
});
