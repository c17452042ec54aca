import { WireError } from './envelope.ts';
import { MAX_FIELDS, UNREADABLE } from './refusals.ts';

/** One name and value of a query string or a form, both decoded; the name may carry brackets. */
export type Field = readonly [name: string, value: string];

/** Splits `a=1&b[]=2` as PHP does: `+` is a space, a name without `=` has the value ''. */
export function readFields(encoded: string): Field[] {
  const pieces = encoded.split('&', MAX_FIELDS + 1);
  if (pieces.length > MAX_FIELDS) throw new WireError(UNREADABLE.tooManyFields);
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
    throw new WireError(UNREADABLE.encoding, { cause: error });
  }
}
