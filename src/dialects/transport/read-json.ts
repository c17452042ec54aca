import { membersFrom, type Parameters, type WireValue } from './parameters.ts';
import { UnreadableError, type BodyLimits } from './unreadable.ts';
import { decodeUtf8 } from './utf8.ts';

/** What JSON may hold; the fields of forms do not count here. */
export type JsonLimits = Pick<BodyLimits, 'nesting' | 'values'>;

/** Reads a JSON body (SalesMan contract 1.2). An empty one is legal: many reads need no parameters. */
export function readJson(body: Uint8Array, limits: JsonLimits): Parameters {
  const text = decodeUtf8(body).trim();
  const value = text === '' ? null : parseJson(text, limits);
  if (isNothing(value)) return membersFrom([]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnreadableError('notAnObject');
  return value;
}

/**
 * Parses any JSON value into a tree whose objects inherit nothing.
 *
 * @throws UnreadableError `json`, `nesting` or `tooManyValues`.
 */
export function parseJson(text: string, limits: JsonLimits): WireValue {
  return tame(parse(text), 1, { left: limits.values, nesting: limits.nesting });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body, which may hold a key or a password: it must not travel as `cause`.
    throw new UnreadableError('json');
  }
}

interface Budget {
  left: number;
  readonly nesting: number;
}

/** Copies a parsed value into objects without a prototype. */
function tame(value: unknown, level: number, budget: Budget): WireValue {
  budget.left -= 1;
  if (budget.left < 0) throw new UnreadableError('tooManyValues');
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  if (level > budget.nesting) throw new UnreadableError('nesting');
  if (Array.isArray(value)) return value.map((item: unknown) => tame(item, level + 1, budget));
  const members: { [name: string]: WireValue } = Object.create(null);
  for (const [name, item] of Object.entries(value)) {
    if (name !== '__proto__') members[name] = tame(item, level + 1, budget);
  }
  return members;
}

/** PHP clients encode an empty parameter array as `[]`. */
function isNothing(value: WireValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
