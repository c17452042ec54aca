import { OutOfText } from './signals.ts';
import type { DumpWindow } from './window.ts';

/** Where the text that was opened before `from` closes; throws OutOfText if that is not in the window. */
export function closingQuote(window: DumpWindow, quote: string, from: number): number {
  let close = -1;
  for (let at = from; ;) {
    if (close < at) close = window.text.indexOf(quote, at);
    if (close < 0 || close + 1 >= window.text.length) throw new OutOfText();
    const escape = quote === '`' ? Infinity : window.backslashFrom(at);
    if (escape < close) at = escape + 2;
    else if (window.text[close + 1] === quote) at = close + 2;
    else return close;
  }
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const UNDERLINE = 0x5f;

/** Escapes of MySQL's string literals that stand for another character, by the byte behind the backslash. */
const ESCAPES: ReadonlyMap<number, number> = new Map([['0', '\0'], ['b', '\b'], ['n', '\n'], ['r', '\r'], ['t', '\t'], ['Z', '\x1a']].map(([letter = '', meant = '']) => [letter.charCodeAt(0), meant.charCodeAt(0)]));

/**
 * What the bytes between quotes say, once their escapes and doubled quotes are read. `\%` and `\_` stay as they are; any
 * other escaped character is itself. Names between backticks have no escapes.
 */
export function unescape(bytes: Buffer, quote: string): Buffer {
  const quoteByte = quote.charCodeAt(0);
  const said = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1] ?? 0;
    const escape = byte === BACKSLASH && quote !== '`' && next !== PERCENT && next !== UNDERLINE;
    said[length] = escape ? (ESCAPES.get(next) ?? next) : byte;
    length += 1;
    if (escape || byte === quoteByte) at += 1;
  }
  return said.subarray(0, length);
}
