import { isNewId, type NewId, type PlannedValue, type PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { CrmRecord, FieldValue } from '../values.ts';

/** What a decision makes of one record: how it is now, and how it is to be. A record that is away, or will be, is absent there. */
export interface DraftedChange {
  readonly id: NewId | number;
  /** The living record as it is stored; absent: it is new, or comes back. */
  readonly before: CrmRecord | undefined;
  /** All its values as they are to be; absent: it is deleted. */
  readonly after: PlannedValues | undefined;
  /** The record the draft is based on, living or away; absent for a new one. */
  readonly stored: CrmRecord | undefined;
}

/** The changes that a draft holds for an entity, one a record. */
export function draftedChanges(draft: Draft, entity: string): readonly DraftedChange[] {
  return draft.toChangeSet().records.filter((change) => change.entity === entity).map((change) => {
    if (change.kind === 'insert') return { id: change.id, before: undefined, after: change.values, stored: undefined };
    const before = isAway(change.before) ? undefined : change.before;
    if (change.kind === 'purge') return { id: change.id, before, after: undefined, stored: change.before };
    const after: PlannedValues = { ...change.before, ...change.values };
    return { id: change.id, before, after: isAway(after) ? undefined : after, stored: change.before };
  });
}

/** Whether a draft touches records of one of these entities. */
export function touches(draft: Draft, entities: ReadonlySet<string>): boolean {
  return draft.toChangeSet().records.some(({ entity }) => entities.has(entity));
}

function isAway(values: PlannedValues): boolean {
  return (values['deleted_at'] ?? null) !== null;
}

/** A planned value that is known already; an id that is not given yet is nothing. */
export function known(value: PlannedValue | undefined): FieldValue {
  return value === undefined || isNewId(value) ? null : value;
}

/** The number (a link, an amount, an instant) that is planned at a field, or null. */
export function plannedNumber(values: PlannedValues | undefined, field: string): number | null {
  const value = known(values?.[field]);
  return typeof value === 'number' ? value : null;
}

/** The text that is planned at a field, or null. */
export function plannedText(values: PlannedValues | undefined, field: string): string | null {
  const value = known(values?.[field]);
  return typeof value === 'string' ? value : null;
}

/** The ids that are planned at a field of links, none when nothing is. */
export function plannedIds(values: PlannedValues | undefined, field: string): readonly number[] {
  const value = known(values?.[field]);
  return typeof value === 'object' && value !== null ? value.map(Number) : [];
}
