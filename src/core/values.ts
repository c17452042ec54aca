/** A value of one field. Instants are milliseconds since 1970 UTC, dates `YYYY-MM-DD`, money integer minor units. */
export type FieldValue = string | number | boolean | null | readonly string[];

export type FieldValues = Readonly<Record<string, FieldValue>>;

/** One stored thing: the system fields below plus the fields its entity defines. */
export interface CrmRecord {
  readonly id: number;
  /** Grows by one with each change; a write states the version that it was based on. */
  readonly version: number;
  readonly [field: string]: FieldValue;
}

/** Fields that every entity has and that only the core writes. */
export const SYSTEM_FIELDS = ['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at'] as const;

/** The number at a field that holds one (a link, an instant), or null. */
export function numberAt(record: CrmRecord, field: string): number | null {
  const value = record[field];
  return typeof value === 'number' ? value : null;
}

/** The text at a field, or null. */
export function textAt(record: CrmRecord, field: string): string | null {
  const value = record[field];
  return typeof value === 'string' ? value : null;
}

/** The list at a field (phones, e-mails…), empty when nothing is stored. */
export function listAt(record: CrmRecord, field: string): readonly string[] {
  const value = record[field];
  return typeof value === 'object' && value !== null ? value : [];
}

/** Equality of stored values: lists compare by their items. */
export function sameValue(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
    return left.length === right.length && left.every((item, index) => item === right[index]);
  }
  return (left ?? null) === (right ?? null);
}
