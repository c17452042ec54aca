import type { Filter } from '../query/filter.ts';
import type { CrmRecord, FieldValue } from '../values.ts';
import type { Catalog } from '../metadata/catalog.ts';

/** Stands for the id of a record that the same change set inserts; the storage gives the number when it commits. */
export interface NewId {
  readonly slot: number;
}

export type PlannedValue = FieldValue | NewId;
export type PlannedValues = Readonly<Record<string, PlannedValue>>;

/** Who writes, through which face and key; stamped on every row of the change log and the outbox. */
export interface Author {
  readonly userId: number | null;
  /** The API language or door the request came through: `salesman`, `cli`, `setup`… */
  readonly face: string;
  readonly keyId: number | null;
}

export interface InsertRecord {
  readonly kind: 'insert';
  readonly entity: string;
  readonly id: NewId | number;
  readonly values: PlannedValues;
}

export interface UpdateRecord {
  readonly kind: 'update';
  readonly entity: string;
  readonly id: number;
  /** The whole record the decision was based on; another version of it by now is a conflict. */
  readonly before: CrmRecord;
  readonly values: PlannedValues;
}

/** Removes the row for good; a normal deletion is an update of `deleted_at`. */
export interface PurgeRecord {
  readonly kind: 'purge';
  readonly entity: string;
  readonly id: number;
  readonly before: CrmRecord;
}

export type RecordChange = InsertRecord | UpdateRecord | PurgeRecord;

/**
 * "No living record satisfies this": checked again in the transaction that writes. Writers that could break each
 * other's claim take the same `lock`, a text that names the thing claimed (`client/ромашка`).
 */
export interface AbsenceClaim {
  readonly entity: string;
  readonly filter: Filter;
  readonly lock: string;
}

/** Something that happened, for the outbox; `data` is the core's account of it, which a dialect presents. */
export interface EventDraft {
  readonly name: string;
  readonly entity: string;
  readonly id: NewId | number;
  readonly data: PlannedValues;
}

/** All that one decision wants written, in one transaction or not at all. */
export interface ChangeSet {
  readonly author: Author;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly absences: readonly AbsenceClaim[];
  readonly records: readonly RecordChange[];
  readonly events: readonly EventDraft[];
  /** Numbers that the storage takes from rows of their own (`entity.field`), one for each slot named. */
  readonly numbers: readonly { readonly slot: number; readonly sequence: string }[];
  /** How many ids the storage gives out: slots 0 … slots - 1. */
  readonly slots: number;
  /** The entities as they were when this was decided: where columns have changed places since, it is a conflict. */
  readonly decidedBy?: Catalog;
}

/** Whether a planned value waits for the storage to number it. */
export function isNewId(value: PlannedValue | undefined): value is NewId {
  return typeof value === 'object' && value !== null && 'slot' in value;
}
