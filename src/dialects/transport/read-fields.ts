import { UnreadableError } from './unreadable.ts';

/** One name and value of a query string or a form, both decoded; the name may carry brackets. */
export type Field = readonly [name: string, value: string];

/**
 * Splits `a=1&b[]=2` as PHP does: `+` is a space, a name without `=` has the value ''.
 *
 * @throws UnreadableError `tooManyFields`, or `encoding` when an escape is no UTF-8.
 */
export function readFields(encoded: string, maxFields: number): Field[] {
  const pieces = encoded.split('&', maxFields + 1);
  if (pieces.length > maxFields) throw new UnreadableError('tooManyFields');
  return pieces.filter((piece) => piece !== '').map(readField);
}

function readField(piece: string): Field {
  const equals = piece.indexOf('=');
  if (equals === -1) return [decode(piece), ''];
  return [decode(piece.slice(0, equals)), decode(piece.slice(equals + 1))];
}

/** A `%` that begins no escape stands for itself, as in PHP: `100%` arrives as typed. */
function decode(text: string): string {
  const escaped = text.replaceAll('+', ' ').replace(/%(?![\da-f]{2})/giu, '%25');
  try {
    return decodeURIComponent(escaped);
  } catch (error) {
    throw new UnreadableError('encoding', { cause: error });
  }
}
