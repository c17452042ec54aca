import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { integerField } from './integer.ts';

const field = defineField({ name: 'count', type: 'integer', label: { ru: 'Число', en: 'Count' } });

test('words, fractions in words and lists are no whole numbers', () => {
  for (const input of ['семь', '1.5', '1e3', '0x10', [], {}, true]) expect(integerField.accept(input, field)).toEqual({ fault: 'wrong_type' });
});

test('a number that could not be kept exactly is refused', () => {
  for (const input of [1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '9007199254740993']) expect(integerField.accept(input, field)).toEqual({ fault: 'out_of_range' });
});

test('any whole number is kept, as a number or as its digits', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (number) => {
    const kept = number === 0 ? 0 : number;
    expect(integerField.accept(number, field)).toEqual({ value: kept });
    expect(integerField.accept(` ${number} `, field)).toEqual({ value: kept });
  }));
});
