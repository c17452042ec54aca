import { fileParts } from '../../../core/fields/files.ts';
import type { FieldTypeName } from '../../../core/metadata/definitions.ts';
import type { FieldValue } from '../../../core/values.ts';

/** A stored value as it travels: instants as ISO 8601 texts in UTC, ids as numbers, files as objects. */
export function toWire(type: FieldTypeName, value: FieldValue | undefined): unknown {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'instant': return typeof value === 'number' ? instantText(value) : null;
    case 'options': case 'links': return typeof value === 'object' ? value.map(Number) : null;
    case 'files': return typeof value === 'object' ? value.map(fileParts) : null;
    default: return value;
  }
}

/** A value in the shape of its type, as the core takes it. */
export function fromWire(type: FieldTypeName, value: unknown): unknown {
  return type === 'instant' && typeof value === 'string' ? instantOf(value) : value;
}

/** `2026-01-01T00:00:00.000Z`. */
export function instantText(instant: number): string {
  return new Date(instant).toISOString();
}

/** Milliseconds since 1970 UTC of an ISO 8601 text; parts of a millisecond are cut off. */
export function instantOf(text: string): number {
  return Date.parse(text);
}
