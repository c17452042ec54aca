import { MAX_FORMULA_DEPTH, type FormulaFault, type FormulaNode, type FormulaRefusal } from './syntax.ts';
import type { Token } from './tokens.ts';

/** Reads one kind of expression where the cursor stands. */
export type Rule = (cursor: Cursor) => FormulaNode;

/** Where reading stands. The first refusal moves it to the end, so that every rule comes to its own end. */
export interface Cursor {
  readonly tokens: readonly Token[];
  readonly end: Token;
  at: number;
  depth: number;
  refusal: FormulaRefusal | undefined;
}

/** What stands where nothing was written: a missing ELSE, a refused part. */
export const NOTHING: FormulaNode = { kind: 'constant', value: null };

/** A cursor before the first token of a formula of the given length. */
export function openCursor(tokens: readonly Token[], length: number): Cursor {
  return { tokens, end: { kind: 'end', text: '', position: length }, at: 0, depth: 0, refusal: undefined };
}

/** Reads a part one level deeper, unless that is too deep. */
export function nested(cursor: Cursor, parse: Rule): FormulaNode {
  if (cursor.depth >= MAX_FORMULA_DEPTH) return refuse(cursor, 'too_deep');
  cursor.depth++;
  const node = parse(cursor);
  cursor.depth--;
  return node;
}

/** The token that stands next; past the last one it is `end`. */
export function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.at] ?? cursor.end;
}

/** The word or symbol that stands next; a text of the same letters is none. */
export function signAt(cursor: Cursor): string {
  const token = peek(cursor);
  return token.kind === 'word' || token.kind === 'symbol' ? token.text : '';
}

/** The token that stands next, stepping over it. */
export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at++;
  return token;
}

/** Steps over a word or symbol if it stands next, and tells whether it did. */
export function skip(cursor: Cursor, sign: string): boolean {
  const stands = signAt(cursor) === sign;
  if (stands) take(cursor);
  return stands;
}

/** Steps over a word or symbol that must stand here. */
export function expect(cursor: Cursor, sign: string): void {
  if (!skip(cursor, sign)) refuse(cursor);
}

/** Notes what is wrong, unless something was wrong before, and gives a node that stands for nothing. */
export function refuse(cursor: Cursor, fault: FormulaFault = 'unexpected_token', token: Token = peek(cursor)): FormulaNode {
  cursor.refusal ??= { fault: token.kind === 'end' ? 'unexpected_end' : fault, position: token.position };
  cursor.at = cursor.tokens.length;
  return NOTHING;
}
