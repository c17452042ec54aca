import { contactKey, type ContactKind } from '../fields/contact-keys.ts';
import { looksLikePhone, phoneDigits } from '../text/contact.ts';
import type { FieldDefinition } from '../metadata/definitions.ts';
import { fold, matchKey } from '../text/fold.ts';

/** A condition as plain data. Storage turns it into SQL, `matches` tells it of a record in memory; both must agree. */
export type Filter =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and'; readonly filters: readonly Filter[] }
  | { readonly kind: 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  /** The stored value is exactly this; null asks for "nothing stored". */
  | { readonly kind: 'equals'; readonly field: string; readonly value: string | number | boolean | null }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly (string | number)[] }
  /** A list of ids (options, links) holds at least one of these. */
  | { readonly kind: 'any_of'; readonly field: string; readonly ids: readonly number[] }
  | { readonly kind: 'range'; readonly field: string; readonly from?: Bound; readonly to?: Bound }
  /** The folded value contains this folded text; phones compare by digits. `needle` is already in that form. */
  | { readonly kind: 'contains'; readonly field: string; readonly needle: string }
  /** The text is this one, whatever the case; `needle` is already folded. */
  | { readonly kind: 'same_text'; readonly field: string; readonly needle: string }
  /** Nothing is stored, or nothing but an empty text or list. */
  | { readonly kind: 'empty'; readonly field: string }
  /** A `matched` text equals this one by match key. */
  | { readonly kind: 'same_key'; readonly field: string; readonly key: string }
  /** The record can be reached by this contact point, whichever of its fields holds it; `key` as `contactKey` makes it. */
  | { readonly kind: 'contact'; readonly point: ContactKind; readonly key: string }
  /** Any searched field contains one of these folded texts. */
  | { readonly kind: 'search'; readonly needles: readonly string[] };

export interface Bound {
  readonly value: string | number;
  readonly inclusive: boolean;
}

export const EVERYTHING: Filter = Object.freeze({ kind: 'all' });
export const NOTHING: Filter = Object.freeze({ kind: 'none' });

/** All of these; what can be decided without looking at rows is decided here. */
export function allOf(...filters: readonly Filter[]): Filter {
  const rest = filters.flatMap((filter) => (filter.kind === 'and' ? filter.filters : [filter])).filter((filter) => filter.kind !== 'all');
  if (rest.some((filter) => filter.kind === 'none')) return NOTHING;
  if (rest.length === 0) return EVERYTHING;
  return rest.length === 1 && rest[0] !== undefined ? rest[0] : { kind: 'and', filters: rest };
}

/** Any of these. */
export function anyOf(...filters: readonly Filter[]): Filter {
  const rest = filters.filter((filter) => filter.kind !== 'none');
  if (rest.some((filter) => filter.kind === 'all')) return EVERYTHING;
  if (rest.length === 0) return NOTHING;
  return rest.length === 1 && rest[0] !== undefined ? rest[0] : { kind: 'or', filters: rest };
}

export function equals(field: string, value: string | number | boolean | null): Filter {
  return { kind: 'equals', field, value };
}

/** One of these values; the order of the values does not make another filter. */
export function oneOf(field: string, values: readonly (string | number)[]): Filter {
  const distinct = [...new Set(values)].toSorted();
  const [only] = distinct;
  if (only === undefined) return NOTHING;
  return distinct.length === 1 ? equals(field, only) : { kind: 'in', field, values: distinct };
}

/** A list of ids holds one of these, whichever. */
export function holdsAny(field: string, ids: readonly number[]): Filter {
  const distinct = [...new Set(ids)].toSorted((left, right) => left - right);
  return distinct.length === 0 ? NOTHING : { kind: 'any_of', field, ids: distinct };
}

/** A text field contains the text, whatever the case; an empty text is no condition. */
export function contains(field: string, text: string): Filter {
  const needle = fold(text);
  return needle === '' ? EVERYTHING : { kind: 'contains', field, needle };
}

/** A text field is this text, whatever the case; a `matched` one is found by its match key. */
export function sameText(field: FieldDefinition, text: string): Filter {
  const same: Filter = { kind: 'same_text', field: field.name, needle: fold(text) };
  return field.settings.matched === true ? allOf({ kind: 'same_key', field: field.name, key: matchKey(text) }, same) : same;
}

/** A phone field contains these digits. */
export function containsDigits(field: string, digits: string): Filter {
  const needle = phoneDigits(digits);
  return needle === '' ? EVERYTHING : { kind: 'contains', field, needle };
}

/** The records that a phone number or an e-mail address reaches; a text that is neither reaches none. */
export function reachedBy(point: ContactKind, text: string): Filter {
  const key = contactKey(point, text);
  return key === undefined ? NOTHING : { kind: 'contact', point, key };
}

/** The search by word: the folded word anywhere in the searched fields, or its digits when it looks like a phone. */
export function search(word: string): Filter {
  const needle = fold(word);
  if (needle === '') return EVERYTHING;
  const digits = phoneDigits(word);
  return { kind: 'search', needles: looksLikePhone(word) && digits !== needle ? [needle, digits] : [needle] };
}
