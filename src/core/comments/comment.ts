import { recordFiles, type NamedFile } from '../files/record-files.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import type { EntityRights } from '../permissions/rights.ts';
import { numberAt, textAt, type CrmRecord, type FieldValue, type FieldValues } from '../values.ts';

/** A comment as somebody sees it who sees its record. */
export interface Comment {
  readonly id: number;
  /** HTML as it came; the faces sanitise what they show. */
  readonly text: string;
  readonly author: number | null;
  /** Milliseconds since 1970 UTC. */
  readonly at: number | null;
  readonly files: readonly NamedFile[];
  /** What was set with it; of an additive field the part that it brought. Without fields that are hidden from the caller. */
  readonly values: FieldValues;
}

/** A stored comment on a record of this entity, as these rights show it. */
export function toComment(record: CrmRecord, entity: EntityDefinition, rights: EntityRights): Comment {
  const shown = Object.entries(commentValues(record)).filter(([name]) => !rights.hidden.has(name) && entity.fields.some((field) => field.name === name && !field.secret));
  return {
    id: record.id, text: textAt(record, 'text') ?? '', author: numberAt(record, 'created_by'), at: numberAt(record, 'created_at'),
    files: recordFiles(record, 'files'), values: Object.fromEntries(shown),
  };
}

/** All that was set with a stored comment. */
export function commentValues(record: CrmRecord): FieldValues {
  const values: unknown = JSON.parse(textAt(record, 'values') ?? '{}');
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, FieldValue] => isFieldValue(entry[1])));
}

function isFieldValue(value: unknown): value is FieldValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}
