import { expect, test } from 'vitest';
import { readAll, readRowsOf } from './testing/read-all.ts';

const CREATE = 'CREATE TABLE `t` (`a` int, `b` text);\n';
const NEXT = "INSERT INTO t (a) VALUES (9);\n";

test.each([
  'INSERT INTO t VALUES (1, 2);', 'INSERT INTO t (a) SELECT a FROM u;', 'INSERT INTO t SET a = 1;', 'INSERT INTO t (a) VALUES;', 'INSERT INTO t (a) VALUES ();', 'INSERT INTO t (a) VALUES (1, 2);',
  'INSERT INTO t (a, b) VALUES (1);', 'INSERT INTO t (a) VALUES (NOW());', 'INSERT INTO t;', 'INSERT;', 'INSERT INTO ;', "REPLACE INTO t (a) VALUES (1 'x');", "INSERT INTO t (a) VALUES (f('); INSERT'));",
])('what is not understood is told of, and the next statement is read: %s', async (statement) => {
  expect(await readAll(`\n${statement}\n${NEXT}`)).toMatchObject([{ kind: 'skipped', statement, line: 2 }, { kind: 'rows', rows: [{ a: '9' }] }]);
});

test('only the rest of an INSERT is passed over: rows before it stand', async () => {
  expect(await readAll(`INSERT INTO t (a) VALUES (1), (2), (NOW()), (4);\n${NEXT}`, 7)).toMatchObject([
    { kind: 'rows', rows: [{ a: '1' }, { a: '2' }] }, { kind: 'skipped', line: 1 }, { kind: 'rows', rows: [{ a: '9' }] },
  ]);
});

test('80 characters are told of a longer statement', async () => {
  const [part] = await readAll(`INSERT INTO t (a) VALUES (f('${'🙂'.repeat(300)}'));`, 5);
  expect(part).toEqual({ kind: 'skipped', statement: `INSERT INTO t (a) VALUES (f('${'🙂'.repeat(51)}`, line: 1 });
});

test.each([
  "INSERT INTO `t` VALUES (1,'x');", "insert into t values(1,'x');", "INSERT  IGNORE INTO `crm`.`t` (`a`, `b`) VALUES\n(1,\t'x');", "REPLACE INTO t (a, b) VALUES (1, 'x');", "INSERT DELAYED t VALUE (1, 'x');",
  "INSERT INTO t VALUES ROW(1, 'x');", "INSERT INTO t (b, a) VALUES ('x', 1);", "INSERT INTO `t` VALUES (1,'x')\nON DUPLICATE KEY UPDATE `a` = VALUES(`a`), b = ';';", "/*!40101 INSERT INTO t VALUES (1, 'x') */;",
  "INSERT/**/INTO/* ; */t VALUES -- the row;\r\n(1, # one\r\n'x') ;", 'INSERT INTO "t" ("a", "b") VALUES (1, "x");',
])('a row is read from any form of the statement: %s', async (statement) => {
  const expected = [{ a: '1', b: 'x' }, { a: '9' }];
  expect(await readRowsOf(CREATE + statement + NEXT)).toEqual(expected);
  expect(await readRowsOf(CREATE + statement + NEXT, 1)).toEqual(expected);
});

test('an INSERT of many rows comes in parts of 500, each with the offset behind its last row', async () => {
  const rows = Array.from({ length: 1200 }, (_, number) => `(${number},'я')`);
  const dump = `${CREATE}INSERT INTO t VALUES ${rows.join(',')};\n`;
  const parts = (await readAll(dump)).filter((part) => part.kind === 'rows');
  expect(parts.map((part) => part.rows.length)).toEqual([500, 500, 200]);
  const bytes = Buffer.from(dump);
  expect(parts.map(({ offset }) => bytes.subarray(0, offset).toString().split('\n').at(-1)?.split('),(').at(-1))).toEqual(["499,'я')", "999,'я')", "1199,'я')"]);
});

test('many INSERTs of one row come together, those of another table apart', async () => {
  const dump = `${NEXT.repeat(3)}-- other\n${NEXT.replace('INTO t', 'INTO u')}${NEXT}`;
  expect((await readAll(dump, 10)).map((part) => (part.kind === 'rows' ? [part.table, part.rows.length] : part))).toEqual([['t', 3], ['u', 1], ['t', 1]]);
});

test('long rows come in small lots', async () => {
  const dump = `INSERT INTO t (a) VALUES ${Array.from({ length: 5 }, () => `('${'x'.repeat(400_000)}')`).join(',')};`;
  expect((await readAll(dump)).map((part) => (part.kind === 'rows' ? part.rows.length : part))).toEqual([2, 2, 1]);
});

test('a table that is created anew has its new columns, though the INSERT is written as before', async () => {
  const insert = "INSERT INTO t VALUES (1, 'x');\n";
  expect(await readRowsOf(`${CREATE}${insert}${insert}${CREATE.replace('`a`', '`c`')}${insert}`)).toEqual([{ a: '1', b: 'x' }, { a: '1', b: 'x' }, { c: '1', b: 'x' }]);
});
