import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexedParts, indexedText, packDigits } from './digit-runs.ts';

const mixed = fc.array(fc.oneof(fc.stringMatching(/^[0-9]{1,12}$/u), fc.stringMatching(/^[a-zа-я \n]{1,6}$/u)), { maxLength: 8 }).map((parts) => parts.join(''));

test('a text without a long run of digits is indexed as it is', () => {
  expect(indexedText('ооо 2000 север')).toBe('ооо 2000 север');
  expect(indexedParts('дом 12')).toEqual({ packed: [], plain: ['дом 12'] });
});

test('a run of five digits makes one trigram of packed signs', () => {
  expect(packDigits('12345')).toHaveLength(3);
  expect(indexedParts('тел 12345, доб')).toEqual({ packed: [packDigits('12345')], plain: ['тел ', ', доб'] });
});

test('whatever part of a text is looked for, all that is asked for is in what is indexed', () => {
  fc.assert(fc.property(mixed, fc.nat(60), fc.nat(60), (text, from, length) => {
    const needle = text.slice(from, from + length);
    const indexed = indexedText(text);
    const { packed, plain } = indexedParts(needle);
    expect([...packed, ...plain].filter((part) => !indexed.includes(part))).toEqual([]);
  }));
});
