import { expect, test } from 'vitest';
import { BYTES_MARK } from './decode.ts';
import { readAll, readRowsOf } from './testing/read-all.ts';

/** How a literal of SQL is read; given bytes stand for a dump that is not all text. */
async function valueOf(...literal: readonly (string | Buffer)[]): Promise<string | null | undefined> {
  const dump = Buffer.concat(['INSERT INTO t (v) VALUES (', ...literal, ');\n'].map((piece) => Buffer.from(piece)));
  const [row] = await readRowsOf(dump);
  return row?.['v'];
}

const isSkipped = async (literal: string): Promise<boolean> => (await readAll(`INSERT INTO t (v) VALUES (${literal});\n`)).every(({ kind }) => kind === 'skipped');

test.each(['NOW()', 'CURRENT_TIMESTAMP', '1 + 1', "CONCAT('a', 'b')", '@id', '(SELECT 1)', '- 5', "x'4G'", "b'2'", '1e', '', '`v`', 'x 41'])('what would have to be computed, or is no value, is not guessed at: %s', async (literal) => {
  expect(await isSkipped(literal)).toBe(true);
});

test.each([
  ['0', '0'], ['42', '42'], ['-7', '-7'], ['+7', '+7'], ['10.50', '10.50'], ['.5', '.5'], ['-1.5e-10', '-1.5e-10'], ['1E6', '1E6'],
  ['123456789012345678901234567890', '123456789012345678901234567890'],
])('a number stays the text it is: %s', async (literal, value) => {
  expect(await valueOf(literal)).toBe(value);
});

test.each(['NULL', 'null', 'DEFAULT', '/* none */ NULL'])('%s is null', async (literal) => {
  expect(await valueOf(literal)).toBeNull();
});

test.each([['TRUE', '1'], ['false', '0'], ["b'101'", '5'], ["B'0'", '0'], ['0b11', '3']])('%s is a number', async (literal, value) => {
  expect(await valueOf(literal)).toBe(value);
});

test.each([
  ["''", ''], ["'Иван'", 'Иван'], ['"Иван"', 'Иван'], ["'O''Brien'", "O'Brien"], ['"say ""yes"""', 'say "yes"'], ["'\"'", '"'], ['"\'\'"', "''"],
  [String.raw`'O\'Brien \"x\"'`, 'O\'Brien "x"'], [String.raw`'\\'`, '\\'], [String.raw`'\\\''`, "\\'"], [String.raw`'C:\\temp\\'`, 'C:\\temp\\'],
  [String.raw`'\0|\b|\n|\r|\t|\Z'`, '\0|\b|\n|\r|\t|\x1a'], [String.raw`'50\% of a\_b'`, String.raw`50\% of a\_b`], [String.raw`'\q\Я'`, 'qЯ'],
  ["'two\r\nlines'", 'two\r\nlines'], ["'a;b -- c # d /* e */'", 'a;b -- c # d /* e */'], ["'👩‍👩‍👧 ё'", '👩‍👩‍👧 ё'], ["'\ufffd'", '\ufffd'],
  ["N'да'", 'да'], ["_utf8mb4'да'", 'да'], ["_utf8mb4 'да'", 'да'], ["_binary 'да'", 'да'],
])('a text is what it says: %s', async (literal, value) => {
  expect(await valueOf(literal)).toBe(value);
});

test.each([['0xD094D0B0', 'Да'], ["x'D094D0B0'", 'Да'], ["X'd094d0b0'", 'Да'], ['_binary 0x41', 'A'], ["_utf8mb4 X'41'", 'A'], ["''", ''], ["x''", ''], ['0x', ''], ['0xA', '\n']])('bytes that are UTF-8 are text: %s', async (literal, value) => {
  expect(await valueOf(literal)).toBe(value);
});

test('bytes that are not UTF-8 are base64 behind a mark, in whatever way they are written', async () => {
  const marked = `${BYTES_MARK}/9j/4A==`;
  expect(await valueOf('0xFFD8FFE0')).toBe(marked);
  expect(await valueOf("_binary x'FFD8FFE0'")).toBe(marked);
  expect(await valueOf("_binary '", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "'")).toBe(marked);
  expect(await valueOf("'", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "'")).toBe(marked);
  expect(await valueOf("_binary '", Buffer.from([0xff, 0x5c, 0x30, 0x5c, 0x27]), "'")).toBe(`${BYTES_MARK}/wAn`);
});
