import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerBody } from './answer-body.ts';

test('a body has the bytes of its text, however long it is', () => {
  const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '"', 'ж', 'Ё', '€', '😀', '\ud83d', '\ude00', '\n', '\0'), maxLength: 30 }), { maxLength: 20 });
  fc.assert(fc.property(parts, fc.constantFrom(1, 10, 500), (texts, times) => {
    const json = JSON.stringify(Array.from({ length: times }, () => texts));
    expect(Buffer.from(answerBody(json)).equals(Buffer.from(json))).toBe(true);
  }));
});

test('a long body is bytes already, a short one is not', () => {
  expect(answerBody(JSON.stringify('ж'.repeat(10_000)))).toBeInstanceOf(Uint8Array);
  expect(answerBody('{"clid":1}')).toBe('{"clid":1}');
});
