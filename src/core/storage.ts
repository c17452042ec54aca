import type { ChangeSet } from './changes/change-set.ts';
import type { EntityDefinition } from './metadata/definitions.ts';
import type { Filter } from './query/filter.ts';
import type { RecordQuery } from './query/record-query.ts';
import type { CrmRecord } from './values.ts';

/** What became of a change set. `conflict`: something it was based on has changed meanwhile; decide again. */
export type CommitOutcome =
  | { readonly done: true; /** One id a slot. */ readonly ids: readonly number[] }
  | { readonly done: false; readonly reason: 'conflict' };

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

  /** A living or deleted record by its id. */
  readRecord(entity: string, id: number): Promise<CrmRecord | undefined>;
  /** A page of living records. */
  findRecords(query: RecordQuery): Promise<readonly CrmRecord[]>;
  /** The exact number of living records of a selection; remembered, and kept true by the writes. */
  countRecords(entity: string, filter: Filter): Promise<number>;
  /** Deleted records, for restore and purge: newest deletion first. */
  findDeleted(entity: string, limit: number): Promise<readonly CrmRecord[]>;

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
