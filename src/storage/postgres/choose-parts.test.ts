import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseParts } from './choose-parts.ts';

const shares = (known: Readonly<Record<string, number>>) => (part: string): number | undefined => known[part];

test('a needle is asked for whole while nothing is known of one of its parts', () => {
  expect(chooseParts('12345, ооо', shares({ ооо: 0.3 }))).toEqual(['12345, ооо']);
});

test('a needle of one part is asked for whole, and so is one without any', () => {
  expect(chooseParts('ромашка', shares({ ромашка: 0.001 }))).toEqual(['ромашка']);
  expect(chooseParts('д. 57', shares({}))).toEqual(['д. 57']);
});

test('beside a rare part a common one is left to the test of the candidates', () => {
  expect(chooseParts('12345, ооо', shares({ 12345: 0.0005, ооо: 0.3 }))).toEqual(['12345']);
});

test('parts that are all common narrow each other down', () => {
  expect(chooseParts('ооо, москва', shares({ ооо: 0.3, москва: 0.1 }))).toEqual(['ооо, москва']);
  expect(chooseParts('ооо, москва и тверь', shares({ ооо: 0.6, москва: 0.02, тверь: 0.01 }))).toEqual(['тверь', 'москва']);
});

test('whatever is chosen is in every text that holds the needle', () => {
  const word = fc.string({ unit: fc.constantFrom('а', 'б', '1', ' ', ',', '%', '\\', '_', '😀', '\n'), maxLength: 20 });
  fc.assert(fc.property(word, fc.func(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })), (needle, shareOf) => {
    const parts = chooseParts(needle, shareOf);
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) expect(needle).toContain(part);
  }));
});
