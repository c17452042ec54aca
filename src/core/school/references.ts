import { isNewId, type NewId, type PlannedValues } from '../changes/change-set.ts';

/** A record that is there, or one of the same draft. */
export type Reference = number | NewId;

/** One text a record, to compare references by. */
export function keyOf(reference: Reference): string {
  return isNewId(reference) ? `new ${reference.slot}` : String(reference);
}

/** What a link points at, or null. */
export function linkAt(values: PlannedValues | undefined, field: string): Reference | null {
  const value = values?.[field];
  return typeof value === 'number' || isNewId(value) ? value : null;
}

/** Whether two references, or their absence, are the same. */
export function samePlace(left: Reference | null, right: Reference | null): boolean {
  return left === null || right === null ? left === right : keyOf(left) === keyOf(right);
}

/** Each of these once. */
export function distinct(references: readonly Reference[]): readonly Reference[] {
  return [...new Map(references.map((reference) => [keyOf(reference), reference])).values()];
}

/** The ids among these of records that are there, each once. */
export function idsAmong(references: readonly (Reference | null)[]): readonly number[] {
  return [...new Set(references.filter((reference) => typeof reference === 'number'))];
}
