import { fold } from './fold.ts';

const KEY_CHARACTERS = 64;
const DIGITS_CAP = 30;

/**
 * Text whose byte order is the order a Russian reader expects: no case, `ё` beside `е`, numbers by value
 * (`дом 9` before `дом 10`). Stored beside the value, so that both engines sort alike; ties fall to the id.
 */
export function sortKey(text: string): string {
  return foldedSortKey(fold(text));
}

/** The same of a text that is folded already. */
export function foldedSortKey(folded: string): string {
  return folded.replace(/\d+/gu, byValue).slice(0, KEY_CHARACTERS).toWellFormed();
}

/** A longer number is a larger one: its length, as one character, goes before its digits. */
function byValue(digits: string): string {
  const significant = digits.replace(/^0+(?=.)/u, '');
  return String.fromCharCode(0x30 + Math.min(significant.length, DIGITS_CAP)) + significant;
}
