import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDay, parseInstant, parseMoney, parseYesNo } from './parse-texts.ts';

test('texts that are none of these are not guessed', () => {
  for (const text of ['', 'может быть', '2']) expect(parseYesNo(text)).toBeUndefined();
  for (const text of ['', 'сто', '1.234', '1,2,3', '1e5']) expect(parseMoney(text)).toBeUndefined();
  for (const text of ['', '2024', '15/03/2024', '2024-03-15 полдень']) expect(parseDay(text)).toBeUndefined();
  for (const text of ['', '2024-02-30', '2024-03-15 25:00', '31.06.2024']) expect(parseInstant(text)).toBeUndefined();
});

test('texts are read as people write them', () => {
  expect([' Да ', 'no', '1', '0'].map(parseYesNo)).toEqual([true, false, true, false]);
  expect(['1 234,5', '-0.10', '7', '2.500'].map(parseMoney)).toEqual([123_450, -10, 700, 250]);
  expect(['15.03.2024', '5.3.2024', '2024-03-15T12:00:00Z'].map(parseDay)).toEqual(['2024-03-15', '2024-03-05', '2024-03-15']);
  expect(['15.03.2024', '2024-03-15 12:30'].map(parseInstant)).toEqual([Date.UTC(2024, 2, 15), Date.UTC(2024, 2, 15, 12, 30)]);
});

test('any moment and any amount comes back from its text', () => {
  fc.assert(fc.property(fc.date({ noInvalidDate: true, min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') }), (date) => {
    expect(parseInstant(date.toISOString().replace('T', ' '))).toBe(date.getTime());
  }));
  fc.assert(fc.property(fc.integer({ min: -1e14, max: 1e14 }), (minor) => { expect(parseMoney((minor / 100).toFixed(2))).toBe(minor); }));
});
