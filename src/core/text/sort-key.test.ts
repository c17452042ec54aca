import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortKey } from './sort-key.ts';

const order = (texts: string[]) => texts.toSorted((a, b) => Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b))));

test('ё stands beside е, whatever the case', () => {
  expect(order(['Яна', 'еж', 'Ёлка', 'Дом', 'Ель'])).toEqual(['Дом', 'еж', 'Ёлка', 'Ель', 'Яна']);
});

test('numbers inside a text sort by their value', () => {
  expect(order(['Дом 10', 'дом 9', 'Дом 009а', 'Дом 100'])).toEqual(['дом 9', 'Дом 009а', 'Дом 10', 'Дом 100']);
});

test('any two natural numbers sort as numbers', () => {
  fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => {
    const [first] = order([`№ ${a}`, `№ ${b}`]);
    expect(first).toBe(`№ ${Math.min(a, b)}`);
  }));
});

test('a key is never cut in the middle of a character', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
    expect(sortKey(text).isWellFormed()).toBe(true);
  }));
});
