/** Shorter parts have no trigram that the index knows in the middle of a text. */
const TRIGRAM = 3;
/** To test all records for a text costs as much as reading so many lists that name all of them. */
const TESTING = 125;
const WORD = /[\p{L}\p{N}]+/gu;
const DIGITS = /^[0-9]+$/u;

/**
 * The parts of a folded needle by which the search index is asked; the needle itself where all of it serves best. Each
 * of them is in what is stored of a text that holds the needle, so any choice finds all candidates, which are tested for
 * the whole needle after. The index intersects the lists of all trigrams it is asked for, and those of a word that is in a
 * third of all records are long: where it is known how many records hold a part, the rarest one is taken, and another as
 * long as its lists cost less than testing the candidates that it saves. `numbers`: its numbers as the index knows them,
 * packed; they are asked for instead of their digits, and alone while nothing is known. `shareOf`: the share of the records
 * that hold a part (0…1), about; undefined: not known.
 */
export function chooseParts(needle: string, numbers: readonly string[], shareOf: (part: string) => number | undefined): readonly string[] {
  const words = [...new Set(needle.match(WORD))].filter((word) => word.length >= TRIGRAM && !(numbers.length > 0 && DIGITS.test(word)));
  const parts = [...new Set([...numbers, ...words])];
  const whole = numbers.length === 0 ? [needle] : undefined;
  if (parts.length < 2) return whole ?? parts;
  const known = parts.map((part) => ({ part, share: shareOf(part) })).filter((one): one is { part: string; share: number } => one.share !== undefined);
  if (known.length < parts.length) return whole ?? [...new Set(numbers)];
  const chosen: string[] = [];
  let candidates = Number.POSITIVE_INFINITY;
  for (const { part, share } of known.toSorted((one, other) => one.share - other.share)) {
    if (share > candidates * TESTING * (1 - share)) break;
    chosen.push(part);
    candidates = chosen.length === 1 ? share : candidates * share;
  }
  return chosen.length === parts.length ? (whole ?? chosen) : chosen;
}
