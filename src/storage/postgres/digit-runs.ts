/** Two digits beside each other make a sign. */
const PAIR = 2;
const TRIGRAM = 3;
/** Of shorter runs the index could tell nothing. */
const STORED = /[0-9]{3,}/gu;
const RUN = /[0-9]+/gu;
/** A run of at most so many digits is stored as a whole too: three signs, so one trigram. */
const WHOLE = 6;
/**
 * The sign of 00, and that of 00 where a run is stored as a whole; those of the other pairs follow. The index takes them
 * for letters. They are compatibility ideographs, each of which folding turns into another sign: neither a text nor a
 * needle ever has one.
 */
const FIRST_SIGN = 0xf900;
const FIRST_OF_WHOLE = FIRST_SIGN + 100;
/** Between packed runs: of a word the index knows where it begins and ends. */
const END = '\n';

/** What is stored of a search text: the text, and its runs of three digits and more packed below it. */
export function storedText(text: string): string {
  const runs = text.match(STORED);
  return runs === null ? text : [text, ...runs.flatMap((run) => (run.length > WHOLE ? [packed(run)] : [packed(run), whole(run)])), ''].join(END);
}

/**
 * What the search index can be asked for of the numbers in a needle: parts of what is stored of each text that holds it.
 * Where the needle goes on beside a run of digits, the run ends in the text as well, and longer ones are not meant.
 */
export function packedParts(needle: string): readonly string[] {
  return [...needle.matchAll(RUN)].flatMap(({ 0: run, index }) => {
    if (run.length <= PAIR) return [];
    const begins = index > 0;
    const ends = index + run.length < needle.length;
    if (begins && ends && run.length <= WHOLE) return [whole(run)];
    const part = `${begins ? END : ''}${packed(run)}${ends ? END : ''}`;
    return part.length < TRIGRAM ? [] : [part];
  });
}

/**
 * A run of digits as signs, each of which stands for a digit and the next one. Ten digits make only a thousand trigrams,
 * and each is in the phone numbers of very many records; a trigram of these signs tells of four digits.
 */
function packed(run: string): string {
  let signs = '';
  for (let start = 0; start + PAIR <= run.length; start++) signs += sign(FIRST_SIGN, run, start);
  return signs;
}

/** A run as one trigram. */
function whole(run: string): string {
  const filled = run.padStart(WHOLE, '0');
  let signs = '';
  for (let start = 0; start < WHOLE; start += PAIR) signs += sign(FIRST_OF_WHOLE, filled, start);
  return signs;
}

function sign(first: number, digits: string, start: number): string {
  return String.fromCharCode(first + Number(digits.slice(start, start + PAIR)));
}

/** A packed part, for the question whether an index has trigrams of such signs. */
export const PACKED_SAMPLE = whole('123456');
