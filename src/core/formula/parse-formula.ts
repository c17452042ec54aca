import { expect, nested, NOTHING, openCursor, peek, refuse, signAt, skip, take, type Cursor, type Rule } from './cursor.ts';
import { FUNCTIONS } from './functions.ts';
import { finite } from './scalar.ts';
import { MAX_FORMULA_LENGTH, type CaseBranch, type ChainStep, type FormulaNode, type FormulaOperator, type FormulaRefusal, type ParsedFormula } from './syntax.ts';
import { readTokens, type Token } from './tokens.ts';

const CONSTANTS: ReadonlyMap<string, FormulaNode> = new Map([['NULL', NOTHING], ['TRUE', { kind: 'constant', value: 1 }], ['FALSE', { kind: 'constant', value: 0 }]]);
const RESERVED: ReadonlySet<string> = new Set(['OR', 'AND', 'NOT', 'WHEN', 'THEN', 'ELSE', 'END']);

const EITHER: ReadonlyMap<string, FormulaOperator> = new Map([['OR', 'OR']]);
const BOTH: ReadonlyMap<string, FormulaOperator> = new Map([['AND', 'AND']]);
const COMPARISONS: ReadonlyMap<string, FormulaOperator> = new Map([['=', '='], ['==', '='], ['!=', '<>'], ['<>', '<>'], ['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>=']]);
const SUMS: ReadonlyMap<string, FormulaOperator> = new Map([['+', '+'], ['-', '-']]);
const PRODUCTS: ReadonlyMap<string, FormulaOperator> = new Map([['*', '*'], ['/', '/'], ['%', '%']]);

/**
 * Reads a formula such as `IF([158] > 0, [amount] / [158], 0)`. Never throws: a text that is no formula, is longer
 * than 4,000 characters or nests deeper than 50 gives the fault and its position. Binding follows MySQL, from loose
 * to tight: OR, AND, NOT, comparisons, sums, products, minus. Rukovoditel contract 3.4.2.
 */
export function parseFormula(text: string): ParsedFormula | FormulaRefusal {
  if (text.length > MAX_FORMULA_LENGTH) return { fault: 'too_long', position: MAX_FORMULA_LENGTH };
  const tokens = readTokens(text);
  if ('fault' in tokens) return tokens;
  const cursor = openCursor(tokens, text.length);
  const root = parseEither(cursor);
  if (peek(cursor).kind !== 'end') refuse(cursor);
  return cursor.refusal ?? { root, references: namesIn(tokens) };
}

/** The names in brackets, each once, in the order in which they first appear. */
export function referencesOf(formula: ParsedFormula): readonly string[] {
  return formula.references;
}

function namesIn(tokens: readonly Token[]): readonly string[] {
  return [...new Set(tokens.filter(({ kind }) => kind === 'reference').map(({ text }) => text))];
}

const parseEither: Rule = (cursor) => chain(cursor, EITHER, parseBoth);
const parseBoth: Rule = (cursor) => chain(cursor, BOTH, parseNot);
const parseNot: Rule = (cursor) => (skip(cursor, 'NOT') ? { kind: 'not', operand: nested(cursor, parseNot) } : parseComparison(cursor));
const parseComparison: Rule = (cursor) => chain(cursor, COMPARISONS, parseSum);
const parseSum: Rule = (cursor) => chain(cursor, SUMS, parseProduct);
const parseProduct: Rule = (cursor) => chain(cursor, PRODUCTS, parseSign);
const parseSign: Rule = (cursor) => (skip(cursor, '-') ? { kind: 'minus', operand: nested(cursor, parseSign) } : parseOperand(cursor));

function chain(cursor: Cursor, operators: ReadonlyMap<string, FormulaOperator>, parseTighter: Rule): FormulaNode {
  const first = parseTighter(cursor);
  const steps: ChainStep[] = [];
  for (let operator = operators.get(signAt(cursor)); operator !== undefined; operator = operators.get(signAt(cursor))) {
    take(cursor);
    steps.push({ operator, operand: parseTighter(cursor) });
  }
  return steps.length === 0 ? first : { kind: 'chain', first, steps };
}

function parseOperand(cursor: Cursor): FormulaNode {
  const token = peek(cursor);
  switch (token.kind) {
    case 'number': return constant(cursor, finite(Number(token.text)));
    case 'text': return constant(cursor, token.text);
    case 'reference': return { kind: 'reference', name: take(cursor).text };
    case 'word': return parseWord(cursor);
    case 'symbol': return parseParentheses(cursor);
    case 'end': return refuse(cursor);
  }
}

function constant(cursor: Cursor, value: string | number | null): FormulaNode {
  take(cursor);
  return { kind: 'constant', value };
}

function parseParentheses(cursor: Cursor): FormulaNode {
  if (!skip(cursor, '(')) return refuse(cursor);
  const inner = nested(cursor, parseEither);
  expect(cursor, ')');
  return inner;
}

function parseWord(cursor: Cursor): FormulaNode {
  if (skip(cursor, 'CASE')) return parseCase(cursor);
  const word = peek(cursor);
  const known = CONSTANTS.get(word.text);
  if (known === undefined) return parseCall(cursor, word);
  take(cursor);
  return known;
}

function parseCall(cursor: Cursor, word: Token): FormulaNode {
  const called = FUNCTIONS.get(word.text);
  if (called === undefined) return refuse(cursor, RESERVED.has(word.text) ? 'unexpected_token' : 'unknown_name');
  take(cursor);
  expect(cursor, '(');
  const values = parseValues(cursor);
  const fits = values.length >= called.least && values.length <= called.most;
  return fits ? { kind: 'call', name: word.text, values } : refuse(cursor, 'wrong_argument_count', word);
}

function parseValues(cursor: Cursor): readonly FormulaNode[] {
  if (skip(cursor, ')')) return [];
  const values = [nested(cursor, parseEither)];
  while (skip(cursor, ',')) values.push(nested(cursor, parseEither));
  expect(cursor, ')');
  return values;
}

function parseCase(cursor: Cursor): FormulaNode {
  const subject = signAt(cursor) === 'WHEN' ? undefined : nested(cursor, parseEither);
  const branches = [parseBranch(cursor)];
  while (signAt(cursor) === 'WHEN') branches.push(parseBranch(cursor));
  const otherwise = skip(cursor, 'ELSE') ? nested(cursor, parseEither) : NOTHING;
  expect(cursor, 'END');
  return { kind: 'case', subject, branches, otherwise };
}

function parseBranch(cursor: Cursor): CaseBranch {
  expect(cursor, 'WHEN');
  const when = nested(cursor, parseEither);
  expect(cursor, 'THEN');
  return { when, result: nested(cursor, parseEither) };
}
