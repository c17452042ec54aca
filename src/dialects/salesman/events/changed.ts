import type { StoredEvent } from '../../../core/events/stored-event.ts';
import { sameValue, type FieldValues } from '../../../core/values.ts';

const STAMPS: ReadonlySet<string> = new Set(['updated_at', 'updated_by']);

/** The fields whose values a change made others, with the new values; all set fields of a new record. */
export function changedValues({ before, after }: Pick<StoredEvent, 'before' | 'after'>): FieldValues {
  return Object.fromEntries(Object.entries(after ?? {}).filter(([name, value]) => !STAMPS.has(name) && !sameValue(before?.[name], value)));
}
