import type { FormulaFault, FormulaRefusal } from './syntax.ts';

/** A piece of a formula. A word stands in capitals, a text without its quotes, a reference without its brackets. */
export interface Token {
  readonly kind: 'number' | 'text' | 'reference' | 'word' | 'symbol' | 'end';
  readonly text: string;
  readonly position: number;
}

interface Rule {
  readonly kind: Token['kind'];
  readonly pattern: RegExp;
  readonly read: (found: string) => string;
}

const asWritten = (found: string): string => found;

const RULES: readonly Rule[] = [
  { kind: 'number', pattern: /(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iuy, read: asWritten },
  { kind: 'text', pattern: /'(?:[^']|'')*'(?!')/uy, read: (found) => found.slice(1, -1).replaceAll("''", "'") },
  { kind: 'text', pattern: /"(?:[^"]|"")*"(?!")/uy, read: (found) => found.slice(1, -1).replaceAll('""', '"') },
  { kind: 'reference', pattern: /\[[\p{L}\p{N}_.]+\]/uy, read: (found) => found.slice(1, -1) },
  { kind: 'word', pattern: /[A-Za-z_][A-Za-z0-9_]*/uy, read: (found) => found.toUpperCase() },
  { kind: 'symbol', pattern: /==|!=|<>|<=|>=|[=<>+\-*/%(),]/uy, read: asWritten },
];

const BLANK = /\s*/uy;

/** Cuts a formula into tokens, the last of which is `end`, or tells the first character that begins none. */
export function readTokens(text: string): readonly Token[] | FormulaRefusal {
  const tokens: Token[] = [];
  let position = skipBlank(text, 0);
  while (position < text.length) {
    const match = matchAt(text, position);
    if (match === undefined) return { fault: faultAt(text, position), position };
    tokens.push(match.token);
    position = skipBlank(text, match.end);
  }
  return [...tokens, { kind: 'end', text: '', position }];
}

function matchAt(text: string, position: number): { readonly token: Token; readonly end: number } | undefined {
  for (const { kind, pattern, read } of RULES) {
    const found = stickyMatch(pattern, text, position);
    if (found !== undefined) return { token: { kind, text: read(found), position }, end: position + found.length };
  }
  return undefined;
}

function skipBlank(text: string, position: number): number {
  return position + (stickyMatch(BLANK, text, position)?.length ?? 0);
}

function stickyMatch(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

function faultAt(text: string, position: number): FormulaFault {
  const character = text.charAt(position);
  if (character === '[') return 'bad_reference';
  return character === "'" || character === '"' ? 'open_text' : 'unexpected_character';
}
