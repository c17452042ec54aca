import type { FieldValues } from '../values.ts';

/** What became of a record, as people say it: a deletion can be taken back (`restored`), a purge cannot. */
export const CHANGE_ACTIONS = ['created', 'changed', 'deleted', 'restored', 'purged'] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/** One row of the change log. */
export interface LoggedChange {
  readonly id: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** The user who did it; null: nobody in particular (set-up, the command line). */
  readonly actorId: number | null;
  readonly face: string;
  readonly keyId: number | null;
  readonly entity: string;
  readonly recordId: number;
  readonly action: ChangeAction;
  /** The values that changed as they were; the whole record where it was purged; null where it was created. */
  readonly before: FieldValues | null;
  /** The values that changed as they are now; the whole record where it was created; null where it was purged. */
  readonly after: FieldValues | null;
}

/** Which rows of the change log are wanted; what is absent is no condition. */
export interface ChangeQuery {
  /** The entities whose changes are wanted; none: no rows. */
  readonly entities: readonly string[];
  readonly recordId?: number;
  readonly actorId?: number;
  readonly actions?: readonly ChangeAction[];
  readonly face?: string;
  /** Changes at this moment and later, in milliseconds since 1970 UTC. */
  readonly from?: number;
  /** Changes before this moment. */
  readonly to?: number;
  readonly offset: number;
  readonly limit: number;
}

export interface LoggedPage {
  /** Newest first. */
  readonly rows: readonly LoggedChange[];
  /** How many there are, on all pages. */
  readonly total: number;
}
