import { isUtf8 } from 'node:buffer';
import { DumpError } from './dump-error.ts';
import { closingQuote, unescape } from './quoted.ts';
import type { DumpWindow } from './window.ts';

/** Stands before the base64 of a value that is bytes and no text, such as a file kept in a BLOB. */
export const BYTES_MARK = 'data:application/octet-stream;base64,';

/** Shorter slices are copies; a longer one would keep the whole window in memory for as long as the value lives. */
const COPIED_SLICE = 13;
const NOT_ASCII = /[\x80-\xff]/u;
const UNKNOWN = '\ufffd';

/**
 * Moves past a quoted text and gives what it says. Bytes that are not UTF-8 come as base64 behind `BYTES_MARK`, unless
 * the text is in another character set: then they are letters that cannot be read here, and it is a DumpError.
 */
export function readQuoted(window: DumpWindow, charset = window.charset): string {
  const quote = window.text.charAt(window.at);
  const from = window.at + 1;
  const end = closingQuote(window, quote, from);
  const plain = window.text.indexOf(quote, from) === end && (quote === '`' || window.backslashFrom(from) > end);
  window.at = end + 1;
  if (plain && end - from < COPIED_SLICE) {
    const short = window.text.slice(from, end);
    if (!NOT_ASCII.test(short)) return short;
  }
  const written = window.bytes.subarray(from, end);
  const bytes = plain ? written : unescape(written, quote);
  return utf8Text(bytes) ?? notUtf8(window, bytes, charset);
}

/** Bytes as text where they are UTF-8, otherwise as base64 behind `BYTES_MARK`. */
export function textOrBytes(bytes: Buffer): string {
  return utf8Text(bytes) ?? BYTES_MARK + bytes.toString('base64');
}

function utf8Text(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return text.includes(UNKNOWN) && !isUtf8(bytes) ? undefined : text;
}

function notUtf8(window: DumpWindow, bytes: Buffer, charset: string): string {
  if (/^(utf8|binary|ascii|default)/iu.test(charset)) return textOrBytes(bytes);
  throw new DumpError(`the text is in ${charset}, not in UTF-8: export it again with --default-character-set=utf8mb4`, window.statement.line);
}
