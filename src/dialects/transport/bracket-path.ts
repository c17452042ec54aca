import { UnreadableError } from './unreadable.ts';

/**
 * Splits a form name into its keys: `client[0][title]` → `client`, `0`, `title`; `phone[]` → `phone`, ''.
 * Follows PHP (SalesMan contract 1.2, 5.7; Rukovoditel contract 1.2.1): dots and spaces of the first key become underscores, so does a bracket
 * that is never closed; whatever follows the last pair of brackets is dropped. A nameless field has no keys.
 *
 * @throws UnreadableError `nesting` when there are more than `maxNesting` keys.
 */
export function bracketPath(name: string, maxNesting: number): string[] {
  const text = name.replace(/^ +/u, '');
  const open = text.indexOf('[');
  const nested = open !== -1 && text.includes(']', open);
  const first = plainName(nested ? text.slice(0, open) : text);
  if (first === '') return [];
  return nested ? [first, ...bracketKeys(text.slice(open), maxNesting)] : [first];
}

function plainName(text: string): string {
  return text.replace(/[ .[]/gu, '_');
}

function bracketKeys(text: string, maxNesting: number): string[] {
  const keys: string[] = [];
  for (const [, key = ''] of text.matchAll(/\[([^\]]*)\]/guy)) {
    keys.push(key === ' ' ? '' : key);
    if (keys.length === maxNesting) throw new UnreadableError('nesting');
  }
  return keys;
}
