import type { ChangeSet } from './changes/change-set.ts';
import type { ChangeQuery, LoggedPage } from './changes/logged-change.ts';
import type { DeliveryStore } from './delivery/delivery-store.ts';
import type { Eventual } from './eventual.ts';
import type { EntityDefinition } from './metadata/definitions.ts';
import type { Filter } from './query/filter.ts';
import type { RecordQuery } from './query/record-query.ts';
import type { CrmRecord } from './values.ts';

/** What became of a change set. `conflict`: something it was based on has changed meanwhile; decide again. */
export type CommitOutcome =
  | { readonly done: true; /** One id a slot. */ readonly ids: readonly number[] }
  | { readonly done: false; readonly reason: 'conflict' };

/** Fields of an entity that change their names, with all they hold. */
export interface FieldRenames {
  /** The entity as it is to be afterwards. */
  readonly entity: EntityDefinition;
  /** One after the other, so that a name may be taken that another left. */
  readonly renames: readonly { readonly from: string; readonly to: string }[];
  /** The revision that this was decided by. */
  readonly basedOn: number;
  /** The place that no change of the entity's records may lie behind; those written through the face `besides` do not count. */
  readonly since?: string;
  readonly besides?: string;
}

/** `redefined`: entities have changed since the revision; `rewritten`: records have since the place. Nothing is done then. */
export type RenameOutcome = 'done' | 'redefined' | 'rewritten';

/**
 * The port to the record store. The core owns it; `storage/sqlite` and `storage/postgres` fulfil it. Reads see all that
 * was committed before they began. Every method may throw CrmError `unavailable` (disk full, connection lost).
 */
export interface Storage {
  readonly engine: string;

  /** The entities as last defined, and a number that grows with each change of them. */
  loadMetadata(): Promise<{ readonly entities: readonly EntityDefinition[]; readonly revision: number }>;
  /**
   * Creates and extends tables so that they hold these entities, and keeps the definitions: one transaction. Tells
   * whether it did: not when entities have changed since the revision `basedOn`, which is then to be read again.
   */
  saveEntities(entities: readonly EntityDefinition[], basedOn?: number): Promise<boolean>;

  /**
   * Renames fields and keeps the definition: one transaction, however many records there are. Where the entity is
   * `fenced`, no write that was decided by the old definition follows it.
   */
  renameFields(renames: FieldRenames): Promise<RenameOutcome>;

  /**
   * A living or deleted record by its id; `fields`: what of it is read beside id and version, all when absent. Callers
   * that ask for a part give the same list each time: the statement is remembered by it. An embedded engine answers at once.
   */
  readRecord(entity: string, id: number, fields?: readonly string[]): Eventual<CrmRecord | undefined>;
  /** A page of living records. */
  findRecords(query: RecordQuery): Promise<readonly CrmRecord[]>;
  /** The exact number of living records of a selection; remembered, and kept true by the writes. */
  countRecords(entity: string, filter: Filter): Promise<number>;
  /** Deleted records, for restore and purge: newest deletion first. */
  findDeleted(entity: string, limit: number): Promise<readonly CrmRecord[]>;

  /**
   * The records of a logged entity changed since a place in the change log, but for changes written through the face
   * `besides`, and the place now; without a place, only that.
   */
  changedSince(entity: string, position?: string, besides?: string): Promise<{ readonly ids: readonly number[]; readonly position: string }>;

  /**
   * A page of the change log, newest first, and how many rows it is a page of, exactly. Secret values were never logged;
   * whose eyes the rest is for is not asked here.
   */
  readChanges(query: ChangeQuery): Promise<LoggedPage>;

  /** What of the outbox is on its way to whom. */
  readonly deliveries: DeliveryStore;

  /** Writes a change set, durably, in a transaction shared with others of the moment. */
  commit(changes: ChangeSet): Promise<CommitOutcome>;

  /**
   * Grows whenever accounts, keys, roles, dictionaries or metadata changed in any process: at once for changes of this
   * process, within a second for those of others; `fresh` asks the store itself.
   */
  directoryEpoch(fresh?: 'fresh'): number | Promise<number>;
  /** Small facts about the installation (`preset.base` → `1`). */
  readSetting(name: string): Promise<string | undefined>;
  writeSetting(name: string, value: string): Promise<void>;

  /** Copies the whole store into a file while it is in use; refuses (`unavailable`) where the engine has its own tools. */
  backup(file: string): Promise<void>;
  /** Checks the store's integrity; an empty list is good news. */
  check(): Promise<readonly string[]>;
  /** Finishes what runs and closes files and connections. */
  close(): Promise<void>;
}
