import type { FieldDefinition } from '../metadata/definitions.ts';
import type { FieldValue } from '../values.ts';

/** Whether a field holds a list of ids, which are looked up one by one. */
export function holdsIdsOf(field: FieldDefinition): boolean {
  return field.type === 'options' || field.type === 'links';
}

/** The distinct ids of a value. */
export function listItems(value: FieldValue | undefined): readonly number[] {
  return typeof value === 'object' && value !== null ? [...new Set(value.map(Number))] : [];
}
