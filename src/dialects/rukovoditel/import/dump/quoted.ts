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

/** Escapes of MySQL's string literals; any other escaped character is itself, and `\%` and `\_` stay as they are. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'], ['b', '\b'], ['n', '\n'], ['r', '\r'], ['t', '\t'], ['Z', '\x1a'], ['%', '\\%'], ['_', '\\_'],
]);

/** What a text between quotes says, once its escapes and doubled quotes are read. */
export function unescape(text: string, quote: string): string {
  if (quote === '`') return text.replaceAll('``', '`');
  return text.replace(quote === '"' ? /\\([^])|""/gu : /\\([^])|''/gu, (_, escaped: string | undefined) => (escaped === undefined ? quote : (ESCAPES.get(escaped) ?? escaped)));
}
