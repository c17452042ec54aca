import { indexedParts } from './digit-runs.ts';
import type { ListSizes } from './list-sizes.ts';

/** Shorter texts have no trigram. */
const TRIGRAM = 3;
/** More trigrams than this only cost time. */
const MAX_TRIGRAMS = 12;
const MAX_LOOKED_AT = 24;

/** What a list shorter than a page counts for. */
const SHORT = 0.15;
/** To begin with a list costs as much as so many pages of it. */
const BEGINNING = 1;
/** To test the records of one page of a list costs as much as reading so many pages of lists. */
const TESTING = 40;

/**
 * The trigrams of a needle by which the search index is asked; none where the needle is too short. Every one of them must
 * be in a text that holds the needle, so any choice finds all candidates, which are tested for the whole needle after.
 * Where the lengths of their lists are known, the shortest are taken, as long as another list costs less than the
 * candidates that it may save. Where packed digits have a short one, the others are not even looked at.
 */
export function chooseTrigrams(needle: string, sizesOf: (terms: readonly string[]) => ListSizes | undefined): readonly string[] {
  const { packed, plain } = indexedParts(needle);
  const digits = trigramsOf(packed);
  const few = digits.length === 0 ? undefined : sizesOf(digits);
  // A list of packed digits that begins and ends on one page shares it with many others.
  if (few?.pages.some((pages) => pages <= 1) === true) return cheapest(digits, { ...few, pages: few.pages.map((pages) => (pages <= 1 ? SHORT : pages)) });
  const parts = [...packed, ...plain].map((part) => Array.from(part));
  const all = trigramsOf([...packed, ...plain]);
  const sizes = all.length < 2 ? undefined : sizesOf(all);
  if (sizes === undefined) return [...new Set(parts.flatMap(coveringTrigrams))].slice(0, MAX_TRIGRAMS);
  return cheapest(all, sizes);
}

/**
 * Those whose lists, read together, cost least for the candidates they leave. Of lists that are as long as each other, as far as
 * is known, those of a number come first, because it tells more than a word does, and then those that have no letter in common.
 */
function cheapest(all: readonly string[], sizes: ListSizes): readonly string[] {
  const lists = all.map((term, at) => ({ term, pages: Math.max(SHORT, sizes.pages[at] ?? 0), digits: digitsIn(term), overlap: at % TRIGRAM }))
    .toSorted((one, other) => one.pages - other.pages || other.digits - one.digits || one.overlap - other.overlap);
  const chosen: string[] = [];
  let candidates = Number.POSITIVE_INFINITY;
  for (const { term, pages } of lists.slice(0, MAX_TRIGRAMS)) {
    if (pages + BEGINNING > candidates * TESTING) break;
    chosen.push(term);
    // Trigrams of one word go together, so another one leaves more candidates than chance would.
    candidates = candidates === Number.POSITIVE_INFINITY ? pages : candidates * Math.sqrt(Math.min(1, pages / sizes.whole));
  }
  return chosen;
}

function digitsIn(term: string): number {
  return term.match(/[0-9]/gu)?.length ?? 0;
}

function trigramsOf(parts: readonly string[]): readonly string[] {
  return [...new Set(parts.flatMap((part) => everyTrigram(Array.from(part))))].slice(0, MAX_LOOKED_AT);
}

function everyTrigram(letters: readonly string[]): readonly string[] {
  return letters.slice(0, Math.max(0, letters.length - TRIGRAM + 1)).map((_, start) => letters.slice(start, start + TRIGRAM).join(''));
}

/** Trigrams that cover the text without overlapping: half as many lists to intersect, and nearly as few candidates. */
function coveringTrigrams(letters: readonly string[]): readonly string[] {
  const last = letters.length - TRIGRAM;
  if (last < 0) return [];
  const starts = Array.from({ length: Math.ceil((last + 1) / TRIGRAM) }, (_, index) => index * TRIGRAM);
  return [...starts, last].map((start) => letters.slice(start, start + TRIGRAM).join(''));
}
