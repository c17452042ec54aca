import { onTexts, type FormulaFunction } from './formula-function.ts';
import { capText, MAX_TEXT_LENGTH, numberOf, textOf, tidy, type Scalar } from './scalar.ts';

const ANY = Number.POSITIVE_INFINITY;

const length = onTexts(1, 1, (text = '') => Array.from(text).length);

/** Lengths and positions count characters, not bytes. */
export const TEXT_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  CONCAT: onTexts(1, ANY, (...texts) => join('', texts)),
  CONCAT_WS: { least: 2, most: ANY, run: ([separator = null, ...values]) => joinPresent(textOf(separator), values) },
  LENGTH: length,
  CHAR_LENGTH: length,
  UPPER: onTexts(1, 1, (text = '') => capText(text.toUpperCase())),
  LOWER: onTexts(1, 1, (text = '') => capText(text.toLowerCase())),
  TRIM: onTexts(1, 1, (text = '') => text.trim()),
  REPLACE: onTexts(3, 3, (text = '', from = '', to = '') => (from === '' ? text : join(to, text.split(from)))),
  LEFT: cutting(2, 2, (letters, count) => letters.slice(0, Math.max(0, count))),
  RIGHT: cutting(2, 2, (letters, count) => (count > 0 ? letters.slice(-count) : [])),
  SUBSTRING: cutting(2, 3, substring),
};

/** Positions begin at 1; a negative one counts from the end, and 0 is nowhere. */
function substring(letters: readonly string[], position: number, count = ANY): readonly string[] {
  const start = position > 0 ? position - 1 : letters.length + position;
  return position === 0 || start < 0 || count <= 0 ? [] : letters.slice(start, start + count);
}

function cutting(least: number, most: number, cut: (letters: readonly string[], ...whole: [number, number?]) => readonly string[]): FormulaFunction {
  const run = ([value = null, ...counts]: readonly Scalar[]): Scalar => {
    const text = textOf(value);
    const [first = null, second] = counts.map(numberOf);
    if (text === null || first === null || second === null) return null;
    const letters = Array.from(text);
    return cut(letters, whole(first), ...(second === undefined ? [] : [whole(second)] as const)).join('');
  };
  return { least, most, run };
}

function whole(number: number): number {
  return Math.round(tidy(number));
}

function joinPresent(separator: string | null, values: readonly Scalar[]): Scalar {
  return separator === null ? null : join(separator, values.map(textOf).filter((text) => text !== null));
}

/** Stops at the longest text there may be, so that no formula can ask for gigabytes. */
function join(separator: string, texts: readonly string[]): string {
  let joined = texts[0] ?? '';
  for (const text of texts.slice(1)) {
    if (joined.length > MAX_TEXT_LENGTH) break;
    joined += separator + text;
  }
  return capText(joined);
}
