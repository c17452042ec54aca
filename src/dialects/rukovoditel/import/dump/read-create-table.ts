import type { Column, TablePart } from './dump-part.ts';
import { readTableName } from './read-table-name.ts';
import { keyword, nameOf, peekKeyword, readToken, type Token } from './read-token.ts';
import { NotUnderstood } from './signals.ts';
import type { DumpWindow } from './window.ts';

/** What begins a line of CREATE TABLE that is no column. */
const NO_COLUMN = new Set(['PRIMARY', 'UNIQUE', 'KEY', 'INDEX', 'FULLTEXT', 'SPATIAL', 'CONSTRAINT', 'FOREIGN', 'CHECK', 'PERIOD', 'LIKE', 'SELECT']);

/**
 * Moves past CREATE TABLE up to the end of its columns and gives them; undefined if the statement creates something
 * else, or a table without a list of columns. What is no list of columns throws NotUnderstood.
 */
export function readCreateTable(window: DumpWindow): TablePart | undefined {
  readToken(window);
  for (const optional of ['OR', 'REPLACE', 'TEMPORARY']) skipWord(window, optional);
  if (!skipWord(window, 'TABLE')) return undefined;
  for (const optional of ['IF', 'NOT', 'EXISTS']) skipWord(window, optional);
  const name = readTableName(window);
  return skipWord(window, '(') ? { kind: 'table', name, columns: readColumns(window) } : undefined;
}

function readColumns(window: DumpWindow): readonly Column[] {
  const columns: Column[] = [];
  for (let last = ','; last === ',';) {
    const first = readToken(window);
    if (!NO_COLUMN.has(keyword(window, first))) columns.push(readColumn(window, first));
    last = skipToComma(window);
  }
  return columns;
}

function readColumn(window: DumpWindow, first: Token): Column {
  const name = nameOf(window, first);
  const type = readToken(window);
  if (name === undefined || type.kind !== 'word') throw new NotUnderstood();
  const end = skipWord(window, '(') ? skipToClosing(window) : type.end;
  const words = [window.bytes.toString('utf8', type.start, end)];
  for (const word of ['UNSIGNED', 'ZEROFILL']) if (skipWord(window, word)) words.push(word.toLowerCase());
  return { name, type: words.join(' ') };
}

/** Moves past the rest of a column: to the comma that ends it, or to the end of the list. */
function skipToComma(window: DumpWindow): string {
  for (;;) {
    const sign = keyword(window, readToken(window));
    if (sign === ';') throw new NotUnderstood();
    if (sign === ',' || sign === ')') return sign;
    if (sign === '(') skipToClosing(window);
  }
}

function skipToClosing(window: DumpWindow): number {
  for (let depth = 1; depth > 0;) {
    const sign = keyword(window, readToken(window));
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
  }
  return window.at;
}

function skipWord(window: DumpWindow, word: string): boolean {
  if (peekKeyword(window) !== word) return false;
  readToken(window);
  return true;
}
