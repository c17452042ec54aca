/**
 * The one text comparison of the product: letters without case, `ё` as `е`, runs of white space as one space.
 * Both engines compare folded text byte by byte, so both find the same rows.
 */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ').trim();
}

/**
 * Folded text without quotation marks: the key by which names are "the same" (`ООО «Ромашка»` and `ООО "ромашка"`).
 */
export function matchKey(text: string): string {
  return fold(text.replace(/["'`«»„“”‘’‹›<>\\]/gu, ''));
}
