/** Longest name of a file, in UTF-16 units. */
export const MAX_NAME_LENGTH = 200;
/** What is longer behind the last point is no ending but a part of the name. */
const MAX_TYPE_LENGTH = 20;
/** Control characters, and those that turn the direction of writing: `gpj.exe` must not look like `exe.jpg`. */
const UNSEEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const NAMELESS = 'file';

/**
 * A name that is safe everywhere: the last part of a path, spaces and commas as `_` (clients split lists of names at
 * commas; Rukovoditel contract 2.9.1), neither separators nor control characters nor points at its ends, at most 200
 * characters of which the ending stays. Cleaning twice changes nothing more.
 */
export function cleanFileName(name: string): string {
  const [last = ''] = name.split(/[/\\]+/u).filter((part) => part.trim() !== '').slice(-1);
  const plain = last.toWellFormed().normalize('NFC').replace(UNSEEN, '').replace(/^[\s.]+|[\s.]+$/gu, '').replace(/[\s,]/gu, '_');
  return plain === '' ? NAMELESS : shortened(plain);
}

/** The ending of a name in lower case, without the point; empty when it has none. */
export function fileType(name: string): string {
  const point = name.lastIndexOf('.');
  const type = point <= 0 ? '' : name.slice(point + 1);
  return type.length > MAX_TYPE_LENGTH ? '' : type.toLowerCase();
}

function shortened(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name;
  const ending = fileType(name) === '' ? '' : name.slice(name.lastIndexOf('.'));
  // Half a character at the cut is no text; a point there would be a second ending.
  return withoutHalf(name.slice(0, MAX_NAME_LENGTH - ending.length)).replace(/\.+$/u, '') + ending;
}

function withoutHalf(text: string): string {
  return text.isWellFormed() ? text : text.slice(0, -1);
}
