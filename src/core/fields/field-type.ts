import type { FieldDefinition } from '../metadata/definitions.ts';
import type { FieldFault } from '../errors.ts';
import type { FieldValue } from '../values.ts';

/** A derived column beside the value: folded text, sort key, match key, digits only. */
export type Shadow = 'fold' | 'sort' | 'key' | 'digits';

/** What a type says to an input: the value to store, or what is wrong with it. */
export type Acceptance = { readonly value: FieldValue } | { readonly fault: FieldFault['fault']; readonly limit?: number };

/** The questions that each kind of field answers; one type is one file of this folder. */
export interface FieldType {
  /** How the value is kept; a list is kept as JSON text. */
  readonly column: 'text' | 'integer' | 'real';
  /** How the stored form turns into a value; `plain` needs no work. */
  readonly form: 'plain' | 'boolean' | 'list';
  readonly shadows: (field: FieldDefinition) => readonly Shadow[];
  /** Turns an input of any shape into a value of this type. Empty text and null clear the field. */
  readonly accept: (input: unknown, field: FieldDefinition) => Acceptance;
}

/** Refuses characters that cannot be stored alike everywhere: NUL, and halves of surrogate pairs. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Checks one text against a length limit in characters (UTF-16 units, as clients count them). */
export function acceptText(input: unknown, limit: number): Acceptance {
  if (input === null || input === undefined) return { value: null };
  const text = typeof input === 'number' || typeof input === 'bigint' ? String(input) : input;
  if (typeof text !== 'string') return { fault: 'wrong_type' };
  if (!isStorableText(text)) return { fault: 'bad_text' };
  if (text.length > limit) return { fault: 'too_long', limit };
  return { value: text };
}

/** Checks a list of short texts; a single text is a list of one. An empty list is "cleared", null is "never written". */
export function acceptList(input: unknown, limit: number, items: number): Acceptance {
  if (input === null || input === undefined) return { value: null };
  const list: unknown[] = Array.isArray(input) ? input : [input];
  if (list.length > items) return { fault: 'too_long', limit: items };
  const texts: string[] = [];
  for (const item of list) {
    const accepted = acceptText(item, limit);
    if ('fault' in accepted) return accepted;
    const text = typeof accepted.value === 'string' ? accepted.value.trim() : '';
    if (text !== '') texts.push(text);
  }
  return { value: texts };
}
