import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseParts as chooseOf } from './choose-parts.ts';
import { packedParts, storedText } from './digit-runs.ts';

const chooseParts = (needle: string, shareOf: (part: string) => number | undefined) => chooseOf(needle, packedParts(needle), shareOf);
const shares = (known: Readonly<Record<string, number>>) => (part: string): number | undefined => known[part];

test('a needle is asked for whole while nothing is known of one of its parts', () => {
  expect(chooseParts('ромашка, ооо', shares({ ооо: 0.3 }))).toEqual(['ромашка, ооо']);
});

test('a needle of one part is asked for whole, and so is one without any', () => {
  expect(chooseParts('ромашка', shares({ ромашка: 0.001 }))).toEqual(['ромашка']);
  expect(chooseParts('д. 57', shares({}))).toEqual(['д. 57']);
});

test('beside a rare part a common one is left to the test of the candidates', () => {
  expect(chooseParts('ромашка, ооо', shares({ ромашка: 0.0005, ооо: 0.3 }))).toEqual(['ромашка']);
});

test('numbers are asked for packed, and alone while nothing is known of what is beside them', () => {
  const [packed = ''] = packedParts('12345, ооо');
  expect(chooseParts('12345', shares({}))).toEqual(packedParts('12345'));
  expect(chooseParts('12345, ооо', shares({ ооо: 0.3 }))).toEqual([packed]);
  expect(chooseParts('12345, ооо', shares({ [packed]: 0.0005, ооо: 0.3 }))).toEqual([packed]);
  expect(chooseParts('12345, ооо', shares({ [packed]: 0.02, ооо: 0.3 }))).toEqual([packed, 'ооо']);
  expect(chooseParts('12345, квазар', shares({ [packed]: 0.1, квазар: 0.0005 }))).toEqual(['квазар']);
});

test('a number is a word as others are where the index has no packed digits', () => {
  const choose = (shareOf: (part: string) => number | undefined) => chooseOf('12345, ооо', [], shareOf);
  expect(choose(shares({ ооо: 0.3 }))).toEqual(['12345, ооо']);
  expect(choose(shares({ 12345: 0.0005, ооо: 0.3 }))).toEqual(['12345']);
});

test('parts that are all common narrow each other down', () => {
  expect(chooseParts('ооо, москва', shares({ ооо: 0.3, москва: 0.1 }))).toEqual(['ооо, москва']);
  expect(chooseParts('ооо, москва и тверь', shares({ ооо: 0.6, москва: 0.02, тверь: 0.01 }))).toEqual(['тверь', 'москва']);
});

test('whatever is chosen is in what is stored of every text that holds the needle', () => {
  const word = fc.string({ unit: fc.constantFrom('а', 'б', '1', '2', '3', '4', ' ', ',', '%', '\\', '_', '😀', '\n'), maxLength: 20 });
  fc.assert(fc.property(word, word, word, fc.func(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })), (before, needle, after, shareOf) => {
    const parts = chooseParts(needle, shareOf);
    expect(parts.length).toBeGreaterThan(0);
    const stored = storedText(`${before}${needle}${after}`);
    for (const part of parts) expect(stored).toContain(part);
  }));
});
