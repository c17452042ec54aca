import type { QueryMember } from '../call.ts';
import { ProblemError } from '../problem.ts';

/** The members of a query, those that the route knows, each at most once. Throws `malformed`. */
export function readQuery(text: string, known: readonly QueryMember[]): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (!known.some((member) => member.name === name)) throw new ProblemError('malformed', `The query has a member that this address does not know: ${name.slice(0, 100).toWellFormed()}.`);
    if (members.has(name)) throw new ProblemError('malformed', `The query has the member ${name} twice.`);
    members.set(name, value);
  }
  return members;
}

/** A whole number of a query, or its standard value. Throws `malformed` outside `min` to `max`. */
export function wholeNumber(query: ReadonlyMap<string, string>, name: string, { min, max, standard }: { readonly min: number; readonly max: number; readonly standard: number }): number {
  const text = query.get(name);
  if (text === undefined) return standard;
  const number = /^\d{1,15}$/u.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new ProblemError('malformed', `The query member ${name} must be a whole number from ${min} to ${max}.`);
}

/** One of the words that a member of a query may be. Throws `malformed`. */
export function oneWord<Word extends string>(query: ReadonlyMap<string, string>, name: string, words: readonly Word[]): Word | undefined {
  const text = query.get(name);
  if (text === undefined) return undefined;
  const word = words.find((known) => known === text);
  if (word === undefined) throw new ProblemError('malformed', `The query member ${name} must be one of: ${words.join(', ')}.`);
  return word;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/** A moment of a query, ISO 8601 with an offset, in milliseconds since 1970 UTC. Throws `malformed`. */
export function moment(query: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = query.get(name);
  if (text === undefined) return undefined;
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new ProblemError('malformed', `The query member ${name} must be a moment such as 2026-01-31T09:05:00Z.`);
  return instant;
}
