import type { FieldInputs } from '../records/accept-values.ts';
import type { FieldValues } from '../values.ts';

export const FILTERED_ACTIONS = ['add', 'edit', 'delete'] as const;
export type FilteredAction = (typeof FILTERED_ACTIONS)[number];

/** A write of one record that somebody asks for, before anything is decided about it. */
export interface ProposedWrite {
  readonly entity: string;
  readonly action: FilteredAction;
  /** Of a record that is there. */
  readonly id?: number;
  /**
   * As the caller gave them, by the core's names of fields; none for a deletion. A client may carry `requisites`, an object
   * of their fields, and titles of dictionary values that are not there yet. Nothing that a secret field holds is in them.
   */
  readonly values: FieldInputs;
  /** The whole record as it is, but for its secrets; null for a new one. */
  readonly before: FieldValues | null;
  readonly actor: number | null;
  readonly face: string;
}

/** Code of the operator's own that is asked about writes of records; it runs while nothing is held open. */
export interface WriteFilters {
  /** Whether anybody wants to be asked. */
  watches(entity: string, action: FilteredAction): boolean;
  /** All values as they shall be, checked afterwards like the caller's own. CrmError `refused`, with the text for the caller as its reason. */
  pass(write: ProposedWrite): Promise<FieldInputs>;
}

/** A place for filters that come after what they are asked by. */
export interface FilterPoint extends WriteFilters {
  use(filters: WriteFilters): void;
}

/** Asks nobody until there is somebody to ask. */
export function createFilterPoint(): FilterPoint {
  let used: WriteFilters | undefined;
  return {
    use: (filters) => { used = filters; },
    watches: (entity, action) => used !== undefined && used.watches(entity, action),
    pass: async (write) => (used === undefined ? write.values : used.pass(write)),
  };
}
