import { attempt } from './attempt.ts';
import type { Row } from './dump-part.ts';
import { readLiteral } from './read-literal.ts';
import { keyword, peekKeyword, readToken } from './read-token.ts';
import { NotUnderstood, type More } from './signals.ts';
import { skipBlanks } from './skip-blanks.ts';
import type { DumpWindow } from './window.ts';

const OPENING = 0x28;
const CLOSING = 0x29;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/** A row, and the bytes of the dump before it and up to its end. */
export interface ReadRow {
  readonly row: Row;
  readonly start: number;
  readonly offset: number;
}

/**
 * Hands out the rows after VALUES one by one, and stops somewhere before the `;`: behind the rows, or behind them and
 * the first word of ON DUPLICATE KEY UPDATE. What is no row throws NotUnderstood.
 */
export function* readRows(window: DumpWindow, columns: readonly string[]): Generator<ReadRow | More, void> {
  for (let more = true; more; more = yield* attempt(window, goesOn)) {
    yield yield* attempt(window, () => readRow(window, columns));
  }
}

function readRow(window: DumpWindow, columns: readonly string[]): ReadRow {
  openRow(window);
  const start = window.offset;
  const row = new Map<string, string | null>();
  for (const column of columns) {
    if (row.size > 0) expectSign(window, COMMA);
    skipBlanks(window);
    row.set(column, readLiteral(window));
  }
  expectSign(window, CLOSING);
  return { row, start, offset: window.offset };
}

function openRow(window: DumpWindow): void {
  skipBlanks(window);
  if (window.text.charCodeAt(window.at) !== OPENING && peekKeyword(window) === 'ROW') readToken(window);
  expectSign(window, OPENING);
}

/** Whether a comma promises another row. */
function goesOn(window: DumpWindow): boolean {
  skipBlanks(window);
  const code = window.text.charCodeAt(window.at);
  if (code === COMMA) window.at += 1;
  else if (code !== SEMICOLON && !['ON', 'AS'].includes(keyword(window, readToken(window)))) throw new NotUnderstood();
  return code === COMMA;
}

function expectSign(window: DumpWindow, sign: number): void {
  skipBlanks(window);
  if (window.text.charCodeAt(window.at) !== sign) throw new NotUnderstood();
  window.at += 1;
}
