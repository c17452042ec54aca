import type { FieldValue } from '../values.ts';

/** What a formula computes with: truth is 1 or 0, a list is its items joined by commas. */
export type Scalar = string | number | null;

export const MAX_TEXT_LENGTH = 10_000;

/** Enough for kopecks in sums up to a trillion, and two digits short of where binary fractions begin to show. */
const RESULT_DIGITS = 14;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu;

/** A field's value as formulas see it. */
export function scalarOf(value: FieldValue): Scalar {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'string') return capText(value);
  return value === null ? null : capText(value.join(','));
}

/** A value in arithmetic: a text that is no number counts as 0. */
export function numberOf(value: Scalar): number | null {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return NUMBER.test(text) ? finite(Number(text)) : 0;
}

/** A value in a text: numbers without decimal noise. */
export function textOf(value: Scalar): string | null {
  return typeof value === 'number' ? String(tidy(value)) : value;
}

/** Whether a value is true: a number other than 0; null is neither true nor false. */
export function truthOf(value: Scalar): boolean | null {
  const number = numberOf(value);
  return number === null ? null : number !== 0;
}

/** The number of a condition; null stays null. */
export function fromTruth(truth: boolean | null): Scalar {
  return truth === null ? null : Number(truth);
}

/** A number without the noise of binary fractions (0.1 * 3 is 0.3) and without a negative zero; whole numbers stay exact. */
export function tidy(number: number): number {
  return (Number.isInteger(number) ? number : Number(number.toPrecision(RESULT_DIGITS))) + 0;
}

/** A result of arithmetic; what is not a finite number is null. */
export function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}

/** Cuts a text to the longest that a formula gives, never in the middle of a character. */
export function capText(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  const cut = text.slice(0, MAX_TEXT_LENGTH);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
