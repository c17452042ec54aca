import type { FieldValue, FieldValues } from '../values.ts';

/**
 * One thing that happened to one record, as the outbox keeps it: written in the transaction of the change itself, and
 * never changed afterwards.
 */
export interface StoredEvent {
  /** Grows with time for one record; between records it says nothing of what came first. */
  readonly id: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** `client.created`, `client.updated`, `client.deleted`, `client.restored`, `client.purged`, and what else an operation tells of (`client.owner_changed`). */
  readonly name: string;
  readonly entity: string;
  readonly recordId: number;
  readonly actorId: number | null;
  /** The API language or door that the change came through. */
  readonly face: string;
  readonly keyId: number | null;
  /** What the operation says of it, beside the values. */
  readonly facts: FieldValues;
  /** Before: the changed fields, or all that a deleted record held; null for a new record. Secret values are never in it. */
  readonly before: FieldValues | null;
  /** After: the changed fields, or all set fields of a new record; null for one that is gone for good. */
  readonly after: FieldValues | null;
  /** The owner and the branch or branches of the record after the change, whether they changed or not. */
  readonly owner: FieldValue;
  readonly branch: FieldValue;
}
