import type { FieldValue } from '../../../core/values.ts';

/** A row of the dump as a record that may be written. */
export interface Prepared {
  /** The core entity. */
  readonly entity: string;
  readonly id: number;
  readonly values: Readonly<Record<string, FieldValue>>;
  /** Names of files by the field that they are attached to, as the vendor kept them. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** The hash of a user's password, kept as it is. */
  readonly passwordHash?: string;
  /** A change of a comment that is there already, instead of a new record. */
  readonly addsTo?: 'comment';
}
