import { allOf, anyOf, contains, NOTHING, type Filter } from '../../../core/query/filter.ts';
import { ApiError } from '../transport/errors.ts';
import { wrongValue } from '../transport/texts.ts';

type Token = { readonly word: string } | { readonly sign: 'and' | 'or' | '(' | ')' };

/** Words and signs; what is cut off would find more than was asked for. */
const MAX_TOKENS = 200;
const MAX_CHARACTERS = 10_000;

/**
 * The keyword search: words with "or" between them unless `and` stands there, brackets, a quoted part as one keyword; each
 * anywhere in the text, whatever the case (Rukovoditel contract 2.3.3). Throws ApiError for too many of them.
 */
export function keywordFilter(field: string, text: string): Filter {
  const tokens = tokensOf(text);
  const reader = { tokens, at: 0, field };
  const filter = readEither(reader);
  return tokens.length === 0 ? NOTHING : filter;
}

/** Every word must be found. */
export function everyKeywordFilter(field: string, text: string): Filter {
  const words = tokensOf(text).flatMap((token) => ('word' in token ? [token.word] : []));
  return words.length === 0 ? NOTHING : allOf(...words.map((word) => contains(field, word)));
}

function tokensOf(text: string): readonly Token[] {
  const found = text.length > MAX_CHARACTERS ? [] : [...text.matchAll(/"([^"]+)"|([()])|([^\s()"]+)/gu)];
  if (text.length > MAX_CHARACTERS || found.length > MAX_TOKENS) throw new ApiError(wrongValue('search', `more than ${MAX_TOKENS} keywords`));
  return found.map(([, quoted, bracket, word = '']): Token => {
    if (quoted !== undefined) return { word: quoted };
    if (bracket === '(' || bracket === ')') return { sign: bracket };
    const lower = word.toLowerCase();
    return lower === 'and' || lower === 'or' ? { sign: lower } : { word };
  });
}

interface Reader {
  readonly tokens: readonly Token[];
  readonly field: string;
  at: number;
}

function signAt({ tokens, at }: Reader): string | undefined {
  const token = tokens[at];
  return token !== undefined && 'sign' in token ? token.sign : undefined;
}

function readEither(reader: Reader): Filter {
  const parts = [readBoth(reader)];
  while (reader.at < reader.tokens.length && signAt(reader) !== ')') {
    if (signAt(reader) === 'or') reader.at++;
    if (reader.at < reader.tokens.length && signAt(reader) !== ')') parts.push(readBoth(reader));
  }
  return anyOf(...parts);
}

function readBoth(reader: Reader): Filter {
  const parts = [readOne(reader)];
  while (signAt(reader) === 'and') {
    reader.at++;
    parts.push(readOne(reader));
  }
  return allOf(...parts);
}

/** A word, or a bracket; a sign that stands where a word is due is passed over. */
function readOne(reader: Reader): Filter {
  const token = reader.tokens[reader.at++];
  if (token === undefined) return NOTHING;
  if ('word' in token) return contains(reader.field, token.word);
  if (token.sign !== '(') return NOTHING;
  const filter = readEither(reader);
  if (signAt(reader) === ')') reader.at++;
  return filter;
}
