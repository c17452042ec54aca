import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseTrigrams } from './choose-trigrams.ts';
import { indexedText, packDigits } from './digit-runs.ts';

const letters = fc.string({ unit: fc.constantFrom('а', 'б', 'я', ' ', '.', '1', '2', '9', '"', '😀'), maxLength: 20 });
const pagesOf = (terms: readonly string[], seed: number): readonly number[] => terms.map((_, at) => (seed * (at + 3) * 7919) % 400);

test('every trigram chosen is in the index for each text that holds the needle, whatever is known of their lists', () => {
  fc.assert(fc.property(letters, letters, letters, fc.option(fc.nat(1000)), (before, needle, after, seed) => {
    const chosen = chooseTrigrams(needle, (terms) => (seed === null ? undefined : { pages: pagesOf(terms, seed), whole: 400 }));
    const indexed = indexedText(`${before}${needle}${after}`);
    for (const trigram of chosen) expect(indexed).toContain(trigram);
  }), { numRuns: 500 });
});

test('a text of less than three letters has none', () => {
  for (const needle of ['', 'а', 'аб', '12']) expect(chooseTrigrams(needle, () => undefined)).toEqual([]);
});

test('where nothing is known of the lists, trigrams cover the needle', () => {
  expect(chooseTrigrams('ромашка', () => undefined)).toEqual(['ром', 'ашк', 'шка']);
});

test('a rare trigram is enough, and long lists are left alone', () => {
  const sizes = (terms: readonly string[]) => ({ pages: terms.map((term) => (term === 'вхг' ? 0 : 200)), whole: 400 });
  expect(chooseTrigrams('ооовхг', sizes)).toEqual(['вхг']);
});

test('packed digits with a short list are enough, and the others are not even looked at', () => {
  const asked: string[] = [];
  const chosen = chooseTrigrams('томск 15676, ооо', (terms) => {
    asked.push(...terms);
    return { pages: terms.map(() => 1), whole: 400 };
  });
  expect(chosen).toEqual([packDigits('15676')]);
  expect(asked).toEqual(chosen);
});

test('packed digits that very many have are taken for what they are', () => {
  const sizes = (terms: readonly string[]) => ({ pages: terms.map((term) => (term === packDigits('79001') ? 300 : 2)), whole: 400 });
  expect(chooseTrigrams('ромашка 79001', sizes)).not.toContain(packDigits('79001'));
});

test('of lists as long as each other those of a number are taken first, then those all over the needle', () => {
  const sizes = (terms: readonly string[]) => ({ pages: terms.map(() => 1), whole: 40 });
  expect(chooseTrigrams('москва 750, ип', sizes)[0]).toBe('750');
  expect(chooseTrigrams('москва ромашка', sizes).slice(0, 3)).toEqual(['мос', 'ква', ' ро']);
});

test('of trigrams that are all frequent, as many are taken as save more than they cost', () => {
  const sizes = (terms: readonly string[]) => ({ pages: terms.map((_, at) => 100 + at), whole: 400 });
  const chosen = chooseTrigrams('стройматериалы', sizes);
  expect(chosen.length).toBeGreaterThan(1);
  expect(chosen.length).toBeLessThan(12);
});
