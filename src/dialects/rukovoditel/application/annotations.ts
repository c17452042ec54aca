import type { Annotations } from '../../../core/metadata/definitions.ts';

/** What this language notes on core metadata. Numbers are Rukovoditel's own where an application was brought along. */
export const NOTE = {
  /** Entity: its number, N of `entity_N`. */
  entity: 'rukovoditel.entity',
  /** Entity: the numbers of its reserved fields, as JSON. */
  reserved: 'rukovoditel.reserved',
  /** Entity: its place among entities. */
  sort: 'rukovoditel.sort',
  /** Field: its number, F of `field_F`. */
  field: 'rukovoditel.field',
  /** Field: its type in Rukovoditel, without `fieldtype_`. */
  type: 'rukovoditel.type',
  /** Field: its configuration, as JSON. */
  configuration: 'rukovoditel.configuration',
  /** Field: the form tab it stands on. */
  tab: 'rukovoditel.tab',
  /** Field: `1` when it stands on the comment form. */
  commentForm: 'rukovoditel.comment_form',
  /** Dictionary: the number under which it is a global list. */
  list: 'rukovoditel.list',
} as const;

/** A number noted under this name, or undefined. */
export function numberNote(annotations: Annotations, note: string): number | undefined {
  const text = annotations[note];
  return text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}

/** A noted JSON object, empty when there is none. */
export function objectNote(annotations: Annotations, note: string): Readonly<Record<string, unknown>> {
  const text = annotations[note];
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}
