import { FIELD_TYPES } from '../fields/registry.ts';
import { searchShadow } from '../fields/shadows.ts';
import type { FieldDefinition, FieldTypeName } from '../metadata/definitions.ts';

/** PostgreSQL keeps less than 2,700 bytes in an index entry; a character takes up to three. */
export const MAX_INDEXED_LENGTH = 800;

const LENGTHS: Partial<Record<FieldTypeName, number>> = { text: 250, email: 320, phone: 100, url: 2000, random: 250, long_text: 65_000, json: 1_000_000, text_formula: 10_000 };
const ONE_VALUE: ReadonlySet<FieldTypeName> = new Set(['text', 'email', 'phone', 'url', 'random', 'boolean', 'integer', 'money', 'decimal', 'percent', 'date', 'instant', 'time_of_day', 'choice', 'link', 'option', 'counter', 'formula']);

/** The longest text that a field may hold; nothing for other values. */
export function longestText({ type, settings }: FieldDefinition): number {
  return LENGTHS[type] === undefined ? 0 : (settings.maxLength ?? LENGTHS[type]);
}

/** Whether lists can be filtered by the field through an index: one value, and no long text. */
export function isIndexable(field: FieldDefinition): boolean {
  return ONE_VALUE.has(field.type) && longestText(field) <= MAX_INDEXED_LENGTH;
}

/** Whether two records can be kept from having the same value. */
export function canBeUnique(field: FieldDefinition): boolean {
  return isIndexable(field) && field.type !== 'boolean' && field.type !== 'formula';
}

/** Whether the search by word can look into the field. */
export function isSearchable(field: FieldDefinition): boolean {
  return !field.secret && FIELD_TYPES[field.type].shadows(field).includes(searchShadow(field));
}

/** Whether the field can name a record to people: one text that sorts. */
export function canBeHeading(field: FieldDefinition): boolean {
  return FIELD_TYPES[field.type].form !== 'list' && FIELD_TYPES[field.type].shadows(field).includes('sort');
}
