import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createListSizes } from './list-sizes.ts';
import { rememberStatements } from './statements.ts';

const RECORDS = 150_000;
const database = new Database(':memory:');
const sizesOf = createListSizes(rememberStatements(database));

beforeAll(() => {
  for (const name of ['large', 'small']) database.exec(`CREATE VIRTUAL TABLE ${name} USING fts5(search, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')`);
  const rows = (count: number): string => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i, 'все ' || (CASE WHEN i % 4 = 0 THEN 'пятая ' ELSE '' END) || (CASE WHEN i % 10000 = 0 THEN 'редко ' ELSE '' END) || hex(randomblob(16)) FROM n`;
  database.exec(`INSERT INTO large (rowid, search) ${rows(RECORDS)}; INSERT INTO small (rowid, search) ${rows(1000)}`);
});
afterAll(() => database.close());

test('lists of a small index are all short, and nothing is told of them', () => {
  expect(sizesOf('small', ['все', 'пят'], 1000)).toBeUndefined();
});

test('a list of all records is about as long as it is said that such a list would be', () => {
  const sizes = sizesOf('large', ['все'], RECORDS);
  const [pages = 0] = sizes?.pages ?? [];
  expect(pages).toBeGreaterThan((sizes?.whole ?? 0) / 3);
  expect(pages).toBeLessThan((sizes?.whole ?? 0) * 3);
});

test('shorter lists have fewer pages, and rare and unknown terms next to none', () => {
  const [all = 0, some = 0, ...rare] = sizesOf('large', ['все', 'пят', 'ред', 'едк', 'дко', 'щщщ'], RECORDS)?.pages ?? [];
  expect(all).toBeGreaterThan(some);
  // One that stands just before a long list is taken to be as long.
  expect(Math.min(...rare)).toBeLessThanOrEqual(1);
  expect(some).toBeGreaterThan(Math.min(...rare));
});
