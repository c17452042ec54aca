/** The shortest run of digits that is looked up by its packed form: three packed signs, the index's smallest term. */
const SHORTEST_RUN = 5;
const WINDOW = 3;
/** A thousand letters beside each other, so that the index takes each as a part of a word. */
const FIRST_SIGN = 0x4e00;
const RUN = new RegExp(`[0-9]{${SHORTEST_RUN},}`, 'gu');

/**
 * Ten digits make only a thousand trigrams, so each is in the phone numbers of very many records. Three digits packed
 * into one sign make trigrams of five digits each: a hundred times as many, with lists a hundred times shorter.
 */
export function packDigits(run: string): string {
  let packed = '';
  for (let start = 0; start + WINDOW <= run.length; start++) packed += String.fromCharCode(FIRST_SIGN + Number(run.slice(start, start + WINDOW)));
  return packed;
}

/** What the index keeps of a search text: the text, and its runs of digits packed as well. */
export function indexedText(text: string): string {
  const runs = text.match(RUN);
  return runs === null ? text : [text, ...runs.map(packDigits)].join('\n');
}

/** What the index can be asked for of a needle. */
export interface IndexedParts {
  /** Its runs of digits, packed. */
  readonly packed: readonly string[];
  /** What is between them, as it is. */
  readonly plain: readonly string[];
}

/** The parts of a needle, all of which are in the indexed form of each text that holds it. */
export function indexedParts(needle: string): IndexedParts {
  return { packed: (needle.match(RUN) ?? []).map(packDigits), plain: needle.split(RUN).filter((part) => part !== '') };
}
