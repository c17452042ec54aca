import { expect, test } from 'vitest';
import { compute } from './testing/compute.ts';

const all = (...texts: string[]) => texts.map((text) => compute(text));

test('null among the texts gives null', () => {
  expect(all("CONCAT('a', NULL)", 'LENGTH(NULL)', "LEFT('a', NULL)", "SUBSTRING('abc', 1, NULL)", "REPLACE('a', NULL, 'b')", "CONCAT_WS(NULL, 'a')")).toEqual(Array(6).fill(null));
});

test('a text is cut at 10,000 characters, never in the middle of one', () => {
  const long = 'я'.repeat(9999);
  expect(compute('CONCAT([a], [a])', { a: long })).toHaveLength(10_000);
  expect(compute("CONCAT([a], '😀')", { a: long })).toBe(long);
  expect(compute('[a]', { a: `${long}абв` })).toBe(`${long}а`);
  expect(compute('UPPER([a])', { a: 'ß'.repeat(9000) })).toBe('S'.repeat(10_000));
});

test('a replacement that would grow to gigabytes stops at the limit', () => {
  const long = 'a'.repeat(10_000);
  expect(compute("REPLACE([a], 'a', [a])", { a: long })).toBe(long);
});

test('joining leaves out nulls only where there is a separator', () => {
  expect(compute("CONCAT([a], ' ', 0.1 + 0.2)", { a: 'Сумма' })).toBe('Сумма 0.3');
  expect(compute("CONCAT_WS(', ', [a], NULL, '', 5)", { a: 'г. Тверь' })).toBe('г. Тверь, , 5');
  expect(compute("CONCAT_WS(', ', NULL)")).toBe('');
});

test('lengths and cuts count characters', () => {
  expect(all("LENGTH('Ёж 🦔')", "CHAR_LENGTH('')", "LEFT('🦔🦔ж', 2)", "RIGHT('ёж🦔', 1)", "LEFT('a', -1)", "RIGHT('a', 0)", "LEFT(12345, '2')")).toEqual([4, 0, '🦔🦔', '🦔', '', '', '12']);
});

test('positions begin at 1 and count from the end below zero', () => {
  expect(all("SUBSTRING('Привет', 3)", "SUBSTRING('Привет', 2, 3)", "SUBSTRING('Привет', -3, 2)", "SUBSTRING('Привет', 0)", "SUBSTRING('abc', -4)", "SUBSTRING('abc', 9)", "SUBSTRING('abc', 1, -1)"))
    .toEqual(['ивет', 'рив', 'ве', '', '', '', '']);
});

test('case, blanks and replacements', () => {
  expect(all("UPPER('ёж')", "LOWER('ЁЖ')", "TRIM('  a b ')", "REPLACE('a.b.c', '.', '')", "REPLACE('abc', '', 'x')", "REPLACE('aaa', 'a', '$&')")).toEqual(['ЁЖ', 'ёж', 'a b', 'abc', 'abc', '$&$&$&']);
});
