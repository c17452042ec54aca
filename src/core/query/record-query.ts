import type { Filter } from './filter.ts';

export interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

/** One page of a selection. Equal sort values follow the id in the same direction, so pages never overlap. */
export interface RecordQuery {
  readonly entity: string;
  readonly filter: Filter;
  readonly sort: Sort;
  readonly offset: number;
  readonly limit: number;
  /** The fields to read; the id and the version always come. Absent: all. */
  readonly fields?: readonly string[];
  /** The size of the selection, when it is known: the engine picks its way through the table by it. */
  readonly total?: number;
  /** Part of a long walk that nobody waits for: it is neither delayed by the long reads of others nor delays them. */
  readonly background?: boolean;
}
