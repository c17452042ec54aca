/**
 * The one text comparison of the product: letters without case, `ё` as `е`, runs of white space as one space.
 * Both engines compare folded text byte by byte, so both find the same rows.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
  return UNTIDY.test(plain) ? plain.replace(/\s+/gu, ' ').trim() : plain;
}

/** White space that is not single blanks between words; most texts have none. */
const UNTIDY = /[^\S ]|^ | $| {2}/u;

/**
 * Folded text without quotation marks: the key by which names are "the same" (`ООО «Ромашка»` and `ООО "ромашка"`).
 */
export function matchKey(text: string): string {
  return fold(withoutQuotes(text));
}

/** A text without quotation marks: itself where it has none. */
export function withoutQuotes(text: string): string {
  return text.replace(/["'`«»„“”‘’‹›<>\\]/gu, '');
}
