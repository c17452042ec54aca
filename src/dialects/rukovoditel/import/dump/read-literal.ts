import { readQuoted, textOrBytes } from './decode.ts';
import { NotUnderstood, OutOfText } from './signals.ts';
import { skipBlanks } from './skip-blanks.ts';
import type { DumpWindow } from './window.ts';

const WORD = /[\w.+-]*/y;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/iu;
const HEX = /^0x([\da-f]*)$/iu;
const BITS = /^0b([01]+)$/iu;
const INTRODUCER = /^_[a-z\d]+$/iu;
const CONSTANTS: ReadonlyMap<string, string | null> = new Map([['NULL', null], ['DEFAULT', null], ['TRUE', '1'], ['FALSE', '0']]);

/**
 * Moves past one value of a row and gives its text; NULL and DEFAULT are null, TRUE is `1`, bits (`b'101'`) are their
 * number, hexadecimal bytes are text where they are UTF-8 and base64 behind `BYTES_MARK` where not. Anything that would
 * have to be computed throws NotUnderstood.
 */
export function readLiteral(window: DumpWindow): string | null {
  if (opensText(window)) return readQuoted(window);
  WORD.lastIndex = window.at;
  WORD.test(window.text);
  const end = WORD.lastIndex;
  if (end >= window.text.length) throw new OutOfText();
  const word = window.text.slice(window.at, end);
  window.at = end;
  return NUMBER.test(word) ? word : special(window, word);
}

function special(window: DumpWindow, word: string): string | null {
  const constant = CONSTANTS.get(word.toUpperCase());
  if (constant !== undefined) return constant;
  const hex = HEX.exec(word)?.[1];
  if (hex !== undefined) return fromHex(hex);
  const bits = BITS.exec(word)?.[1];
  if (bits !== undefined) return fromBits(bits);
  return prefixed(window, word.toLowerCase());
}

function prefixed(window: DumpWindow, prefix: string): string | null {
  const introducer = INTRODUCER.test(prefix);
  if (introducer) skipBlanks(window);
  if (introducer && !opensText(window)) return readLiteral(window);
  if (!opensText(window)) throw new NotUnderstood();
  if (introducer) return readQuoted(window, prefix.slice(1));
  if (prefix === 'n') return readQuoted(window);
  if (prefix === 'x') return fromHex(readQuoted(window));
  if (prefix === 'b') return fromBits(readQuoted(window));
  throw new NotUnderstood();
}

function opensText(window: DumpWindow): boolean {
  const code = window.text.charCodeAt(window.at);
  return code === 0x27 || code === 0x22;
}

function fromHex(digits: string): string {
  if (!/^[\da-f]*$/iu.test(digits)) throw new NotUnderstood();
  return textOrBytes(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex'));
}

function fromBits(bits: string): string {
  if (!/^[01]+$/u.test(bits)) throw new NotUnderstood();
  return BigInt(`0b${bits}`).toString();
}
