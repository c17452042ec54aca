import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { phoneDigits } from '../text/contact.ts';
import { fold, matchKey, withoutQuotes } from '../text/fold.ts';
import { foldedSortKey, sortKey } from '../text/sort-key.ts';
import type { FieldValue } from '../values.ts';
import type { Shadow } from './field-type.ts';

/** Stands between the parts of a folded text: folding leaves no line break, so no search word crosses it. */
export const SEPARATOR = '\n';

/** The derived text of a value, as stored in its shadow column and as compared in memory; null when there is no value. */
export function shadowOf(shadow: Shadow, value: FieldValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  const parts = typeof value === 'object' ? value : [String(value)];
  switch (shadow) {
    case 'fold': return parts.map(fold).join(SEPARATOR);
    case 'digits': return parts.map(phoneDigits).join(SEPARATOR);
    case 'key': return parts.map(matchKey).join(SEPARATOR);
    case 'sort': return sortKey(parts.join(' '));
  }
}

/** Several shadows of one value, in their order. What they have in common is worked out once. */
export function shadowsOf(shadows: readonly Shadow[], value: FieldValue | undefined): readonly (string | null)[] {
  const text = typeof value === 'object' && value !== null && value.length === 1 ? value[0] : value;
  if (typeof text !== 'string' || !shadows.includes('fold')) return shadows.map((shadow) => shadowOf(shadow, value));
  const folded = fold(text);
  return shadows.map((shadow) => {
    switch (shadow) {
      case 'fold': return folded;
      case 'sort': return foldedSortKey(folded);
      case 'key': return withoutQuotes(text) === text ? folded : matchKey(text);
      case 'digits': return phoneDigits(text);
    }
  });
}

/** The text that the search by word looks into: the searched fields, folded, phones by their digits. */
export function searchText(entity: EntityDefinition, valueOf: (field: string) => FieldValue | undefined): string {
  const parts: string[] = [];
  for (const field of entity.fields) {
    if (!entity.searched.includes(field.name)) continue;
    const text = shadowOf(searchShadow(field), valueOf(field.name));
    if (text !== null && text !== '') parts.push(text);
  }
  return parts.join(SEPARATOR);
}

/** By which shadow a field is searched. */
export function searchShadow(field: FieldDefinition): Shadow {
  return field.type === 'phones' || field.type === 'phone' ? 'digits' : 'fold';
}
