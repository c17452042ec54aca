/**
 * Compares texts by their characters' numbers, which is the order of their UTF-8 bytes and so that of both engines;
 * JavaScript's own `<` compares halves of surrogate pairs and puts an emoji before `ﬁ`.
 */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** Halves of pairs go above all other units: what they stand for is above U+FFFF. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
