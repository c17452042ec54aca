import { isNewId, type NewId, type PlannedValues } from '../../changes/change-set.ts';

/** A record that is there, or one of the same draft. */
export type Reference = number | NewId;

/** One text a record, to compare references by. */
export function keyOf(reference: Reference): string {
  return isNewId(reference) ? `new ${reference.slot}` : String(reference);
}

/** What a link points at, or nothing. */
export function linkAt(values: PlannedValues | undefined, field: string): Reference | undefined {
  const value = values?.[field];
  return typeof value === 'number' || isNewId(value) ? value : undefined;
}

/** Whether two references, or their absence, are the same. */
export function samePlace(left: Reference | undefined, right: Reference | undefined): boolean {
  return left === undefined || right === undefined ? left === right : keyOf(left) === keyOf(right);
}
