import { readQuoted } from './decode.ts';
import { closingQuote } from './quoted.ts';
import { OutOfText } from './signals.ts';
import { skipBlanks } from './skip-blanks.ts';
import type { DumpWindow } from './window.ts';

/** A piece of a statement: a bare word or number, a quoted name or text, or a single sign; from `start` to `end` in the window. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'sign';
  readonly start: number;
  readonly end: number;
}

const WORD = /[\w$@\x80-\xff]+/y;

/** Moves past white space, comments and one token. Throws OutOfText if the token may go on behind the window. */
export function readToken(window: DumpWindow): Token {
  skipBlanks(window);
  const start = window.at;
  const sign = window.text.charAt(start);
  if (sign === '`' || sign === "'" || sign === '"') return token(window, 'quoted', closingQuote(window, sign, start + 1) + 1);
  WORD.lastIndex = start;
  if (!WORD.test(window.text)) return token(window, 'sign', start + 1);
  if (WORD.lastIndex >= window.text.length) throw new OutOfText();
  return token(window, 'word', WORD.lastIndex);
}

/** A keyword or a sign in capitals; empty for what stands in quotes. */
export function keyword(window: DumpWindow, { kind, start, end }: Token): string {
  return kind === 'quoted' ? '' : window.text.slice(start, end).toUpperCase();
}

/** The name that a token says, bare or in quotes; undefined for a sign. */
export function nameOf(window: DumpWindow, { kind, start, end }: Token): string | undefined {
  if (kind === 'sign') return undefined;
  if (kind === 'word') return window.bytes.toString('utf8', start, end);
  const here = window.at;
  window.at = start;
  const name = readQuoted(window);
  window.at = here;
  return name;
}

/** The keyword that comes next, without moving past it. */
export function peekKeyword(window: DumpWindow): string {
  skipBlanks(window);
  const here = window.at;
  const next = keyword(window, readToken(window));
  window.at = here;
  return next;
}

function token(window: DumpWindow, kind: Token['kind'], end: number): Token {
  const start = window.at;
  window.at = end;
  return { kind, start, end };
}
