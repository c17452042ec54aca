import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAll, readPieces, type PlainRow } from './testing/read-all.ts';

const spice = fc.constantFrom("'", '"', '`', '\\', "\\'", "''", '\n', '\r\n', '\0', '\t', '\x1a', '\b', ';', '),(', '--', '-- ', '#', '/*', '*/', '/*!40101 ', '%', '_', '\\%', '\\_', 'ё', '🙂', '👩‍👩‍👧', '\u202e', '\ufeff', '\ufffd', '\u{10ffff}', 'NULL', '0x41', 'DELIMITER ;;\n');
const text = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 30 }), spice), { maxLength: 8 }).map((parts) => parts.join(''));
const name = text.filter((letters) => letters !== '' && !letters.includes('\0'));

const table = fc.record({ name, columns: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }) }).chain(({ name: title, columns }) =>
  fc.record({ name: fc.constant(title), columns: fc.constant(columns), rows: fc.array(fc.tuple(...columns.map(() => fc.option(text))), { maxLength: 6 }) }));

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

test('rows of any text, written as mysqldump writes them and cut anywhere, read back equal', async () => {
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
  await fc.assert(fc.asyncProperty(fc.uniqueArray(table, { maxLength: 3, selector: ({ name: title }) => title }), cuts, async (tables, places) => {
    const dump = Buffer.from(tables.map(dumpTable).join(''));
    const borders = [0, ...places.map((place) => Math.floor(place * dump.length)).toSorted((a, b) => a - b), dump.length];
    const parts = await readPieces(borders.slice(1).map((border, at) => dump.subarray(borders[at], border)));
    expect(parts.filter(({ kind }) => kind === 'skipped')).toEqual([]);
    expect(parts.flatMap((part) => (part.kind === 'rows' ? part.rows.map((row) => [part.table, row]) : []))).toEqual(tables.flatMap(rowsOf));
    expect(parts.filter(({ kind }) => kind === 'table')).toEqual(tables.map(({ name: title, columns }) => ({ kind: 'table', name: title, columns: columns.map((column) => ({ name: column, type: 'text' })) })));
  }), { numRuns: 500 });
});

test('whatever bytes come, reading ends: with parts or with a refusal in words', async () => {
  const sql = fc.constantFrom('INSERT INTO ', 'CREATE TABLE ', '`t`', '(', ')', ',', ';', "'", '"', '`', '\\', ' VALUES ', 'NULL', '1', '-- ', '\n', '/*', '*/', '/*!40101 ', 'DELIMITER ', 'SET NAMES ', 'cp1251', 'ON', '\0', 'я');
  const garbage = fc.array(fc.oneof(sql.map((word) => Buffer.from(word)), fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes))), { maxLength: 40 }).map((pieces) => Buffer.concat(pieces));
  await fc.assert(fc.asyncProperty(garbage, fc.integer({ min: 1, max: 50 }), async (bytes, pieceBytes) => {
    const outcome = async (size: number): Promise<unknown> => {
      try {
        return await readAll(bytes, size);
      } catch (error) {
        return String(error);
      }
    };
    const whole = await outcome(1024);
    expect(typeof whole === 'object' || /^DumpError: line \d+: /u.test(String(whole))).toBe(true);
    expect(await outcome(pieceBytes)).toEqual(whole);
  }), { numRuns: 1000 });
});

function rowsOf({ name: title, columns, rows }: Table): readonly (readonly [string, PlainRow])[] {
  return rows.map((row) => [title, Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]))]);
}

function dumpTable({ name: title, columns, rows }: Table): string {
  const head = `--\n-- Table structure\n--\n\nCREATE TABLE ${quoteName(title)} (\n${columns.map((column) => `  ${quoteName(column)} text`).join(',\n')}\n) ENGINE=InnoDB;\n`;
  const values = rows.map((row) => `(${row.map((value) => (value === null ? 'NULL' : quoteText(value))).join(',')})`);
  return rows.length === 0 ? head : `${head}\nINSERT INTO ${quoteName(title)} VALUES ${values.join(',')};\n`;
}

function quoteName(letters: string): string {
  return `\`${letters.replaceAll('`', '``')}\``;
}

/** As mysql_real_escape_string does. */
function quoteText(letters: string): string {
  const escapes = [['\\', '\\\\'], ['\0', '\\0'], ['\n', '\\n'], ['\r', '\\r'], ['\x1a', '\\Z'], ["'", "\\'"], ['"', '\\"']] as const;
  return `'${escapes.reduce((text, [letter, escape]) => text.replaceAll(letter, () => escape), letters)}'`;
}
