import type { FieldDefinition } from '../metadata/definitions.ts';
import { emailKey, phoneKey } from '../text/contact.ts';
import type { FieldValue } from '../values.ts';

/** By what a record can be reached; a key is a phone's last ten digits, or a folded e-mail address. */
export type ContactKind = 'phone' | 'email';

const MAX_KEY = 250;

/** The kind of contact point that a field holds, if any. */
export function contactKind(field: FieldDefinition): ContactKind | undefined {
  if (field.type === 'phones' || field.type === 'phone') return 'phone';
  return field.type === 'emails' || field.type === 'email' ? 'email' : undefined;
}

/** The key by which a number or an address is looked up; undefined when nothing of it is left to compare. */
export function contactKey(kind: ContactKind, text: string): string | undefined {
  return fitting(kind === 'phone' ? phoneKey(text) : emailKey(text));
}

/** The key of every e-mail address whose folded text is this one. */
export function foldedEmailKey(folded: string): string | undefined {
  return fitting(folded);
}

function fitting(key: string | undefined): string | undefined {
  return key === undefined || key === '' ? undefined : key.slice(0, MAX_KEY).toWellFormed();
}

/** The distinct keys of a value, in their order. */
export function contactKeys(kind: ContactKind, value: FieldValue | undefined): readonly string[] {
  const items = typeof value === 'object' && value !== null ? value : typeof value === 'string' ? [value] : [];
  return [...new Set(items.flatMap((item) => contactKey(kind, item) ?? []))];
}
