import type { NewId, PlannedValue, PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import { isNewId } from '../changes/change-set.ts';
import type { CrmRecord, FieldValue } from '../values.ts';

/** One field's change as kept with an activity; a dialect renders it in its own words. */
export interface JournalChange {
  readonly field: string;
  readonly before: FieldValue;
  /** The new value; `{ "new": title }` for a dictionary value that came with the same change. */
  readonly after: FieldValue | { readonly new: string };
}

/** Lines of a history that the product writes by itself, each beside the change that it tells of. */
export const JOURNAL_KINDS = ['created', 'changed', 'owner_changed'] as const;

/** Adds a line to a client's history: what happened, by whom. */
export function journal(draft: Draft, client: NewId | number, kind: (typeof JOURNAL_KINDS)[number], extras: PlannedValues = {}): NewId {
  return draft.insert('activity', { kind, owner: draft.author.userId, client, ...extras });
}

/** The changes between a record and new values, in the order of the new values. */
export function journalChanges(record: CrmRecord, values: PlannedValues, newTitle: (field: string) => string): readonly JournalChange[] {
  return Object.entries(values)
    .filter(([field, value]) => isNewId(value) || !equalText(record[field] ?? null, value))
    .map(([field, value]) => ({ field, before: record[field] ?? null, after: isNewId(value) ? { new: newTitle(field) } : value }));
}

function equalText(left: FieldValue, right: Exclude<PlannedValue, NewId>): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
