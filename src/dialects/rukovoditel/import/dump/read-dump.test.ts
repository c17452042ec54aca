import { describe, expect, test } from 'vitest';
import { DumpError } from './dump-error.ts';
import { readDump } from './read-dump.ts';
import { readAll, readRowsOf } from './testing/read-all.ts';

const INSERT = "INSERT INTO t (a) VALUES (1);\n";

async function refusalOf(dump: string | Buffer, pieceBytes?: number): Promise<unknown> {
  return readAll(dump, pieceBytes).then(() => 'nothing', (error: unknown) => (error instanceof DumpError ? { line: error.line, message: error.message } : error));
}

describe('refuses', () => {
  test.each([
    ['inside a row', "INSERT INTO t (a) VALUES (1), (2"], ['between rows', 'INSERT INTO t (a) VALUES (1),'], ['inside a text', "INSERT INTO t (a) VALUES ('x"], ['before the last sign', 'INSERT INTO t (a) VALUES (1)\n'],
    ['inside the head', 'INSERT INTO t'], ['inside a table', 'CREATE TABLE t (\n  a int,'], ['inside a comment', '/* over'], ['inside a conditional comment', '/*!40101 SET NAMES utf8'],
    ['inside triggers', 'DELIMITER ;;\nCREATE TRIGGER a;;\n'], ['inside another statement', 'LOCK TABLES `t`'], ['after a backslash', "INSERT INTO t (a) VALUES ('x\\"],
  ])('a dump that was cut short %s, naming the line where the statement begins', async (_, end) => {
    const expected = { line: 3, message: 'line 3: the dump ends inside this statement: the file was cut short, make or copy it again' };
    expect(await refusalOf(`${INSERT}\n${end}`)).toEqual(expected);
    expect(await refusalOf(`${INSERT}\n${end}`, 1)).toEqual(expected);
  });

  test.each([['with a mark', Buffer.from('\ufeff-- MySQL', 'utf16le')], ['the other way round', Buffer.from('\ufeff-- MySQL', 'utf16le').swap16()], ['without a mark', Buffer.from('-- MySQL', 'utf16le')]])('UTF-16 %s, telling how to make the dump', async (_, dump) => {
    expect(await refusalOf(dump, 1)).toEqual({ line: 1, message: expect.stringContaining('UTF-16') });
    expect(await refusalOf(dump)).toEqual({ line: 1, message: expect.stringContaining('--result-file') });
  });

  test('a packed file, telling to unpack it', async () => {
    expect(await refusalOf(Buffer.from([0x1f, 0x8b, 8, 0, 0]))).toEqual({ line: 1, message: 'line 1: the dump is packed: unpack it first' });
  });

  test('letters of another character set that was announced, but not bytes in it, nor UTF-8 under its name', async () => {
    const text = Buffer.from([0xc4, 0xe0]);
    const dump = (names: string, introducer = ''): Buffer => Buffer.concat([Buffer.from(`${names};\n\nINSERT INTO t (a) VALUES (${introducer}'`), text, Buffer.from("');\n")]);
    expect(await refusalOf(dump('/*!40101 SET NAMES cp1251 */'))).toEqual({ line: 3, message: 'line 3: the text is in cp1251, not in UTF-8: export it again with --default-character-set=utf8mb4' });
    expect(await refusalOf(dump("SET NAMES 'latin1'"))).toMatchObject({ message: expect.stringContaining('latin1') });
    expect(await refusalOf(dump('SET NAMES cp1251', '_binary '))).toBe('nothing');
    expect(await refusalOf(dump('SET NAMES utf8mb4'))).toBe('nothing');
    expect(await readRowsOf("SET NAMES latin1;\nINSERT INTO t (a) VALUES ('Да');\n")).toEqual([{ a: 'Да' }]);
  });

  test('nothing of the rows before the cut is lost when they filled a part', async () => {
    const seen: number[] = [];
    const reading = (async () => {
      for await (const part of readDump(pieces(`INSERT INTO t (a) VALUES ${'(1),'.repeat(700)}`))) if (part.kind === 'rows') seen.push(part.rows.length);
    })();
    await expect(reading).rejects.toThrow(DumpError);
    expect(seen).toEqual([500]);
  });
});

describe('accepts', () => {
  test.each([['nothing at all', ''], ['blanks', ' \r\n\t'], ['a comment that the file ends with', '-- Dump completed'], ['only the mark of UTF-8', '\ufeff'], ['empty statements', ';;\n;']])('%s as a dump without parts', async (_, dump) => {
    expect(await readAll(dump)).toEqual([]);
  });

  test('the mark of UTF-8 at the beginning, and CRLF at the end of lines', async () => {
    const dump = `\ufeff-- a\r\n--\r\n#\r\n${INSERT.replaceAll('\n', '\r\n')}`;
    expect(await readAll(dump, 1)).toEqual([{ kind: 'rows', table: 't', rows: [{ a: '1' }], offset: Buffer.byteLength(dump) - 3 }]);
  });

  test('triggers and procedures, passing over what they insert', async () => {
    const block = "DELIMITER $$\nCREATE TRIGGER `x` AFTER INSERT ON `t` FOR EACH ROW BEGIN\n  INSERT INTO log (a) VALUES ('it''s');\n  -- don't\nEND$$\nDELIMITER ;\n";
    expect(await readRowsOf(`${INSERT}${block}${INSERT}`, 3)).toEqual([{ a: '1' }, { a: '1' }]);
  });

  test('a reader that stops early, and then lets go of the file', async () => {
    let open = true;
    async function* file(): AsyncGenerator<Buffer> {
      try {
        for (;;) yield Buffer.from(`${INSERT.repeat(600)}`);
      } finally {
        open = false;
      }
    }
    for await (const part of readDump(file())) {
      expect(part.kind).toBe('rows');
      break;
    }
    expect(open).toBe(false);
  });
});

test('however long one INSERT is, its rows come while it is still being read', async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from('INSERT INTO t (a) VALUES (0)');
    for (;; sent += 1) yield Buffer.from(",('Ромашка')".repeat(1000));
  }
  let rows = 0;
  for await (const part of readDump(endless())) {
    rows += part.kind === 'rows' ? part.rows.length : 0;
    if (rows >= 100_000) break;
  }
  expect(sent).toBeLessThanOrEqual(102);
});

async function* pieces(dump: string): AsyncGenerator<Buffer> {
  yield Buffer.from(dump);
}
