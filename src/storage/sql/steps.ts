import type { SqlValue } from './statement.ts';

/** A parameter that waits for an id: the id itself, or JSON text in which `{"slot":n}` stands for one. */
export type Param = SqlValue | { readonly slot: number } | { readonly json: string };

/**
 * One step of a unit of work. A change set compiles into these; the writer of each engine carries them out and knows
 * nothing else. A step that finds other than it expects makes its whole unit a conflict. Locks, rows, numbers and
 * absences come first, then every `run`, then the inserts: an engine that writes many units together does so in that
 * order, so no `run` may count on an insert of its own unit.
 */
export type Step =
  /** Gives the next id of a sequence to a slot. */
  | { readonly kind: 'number'; readonly sequence: string; readonly slot: number }
  /**
   * Keeps other writers with the same key out until the end; a single writer needs none. `taken`: what becomes of a
   * unit that finds the key with another of its group: it waits its turn, or is a conflict, because the two are sure
   * to collide. `shared`: units keep out nobody but who changes tables.
   */
  | { readonly kind: 'lock'; readonly key: string; readonly taken: 'wait' | 'conflict' | 'shared' }
  /** The row must still be at this version, and stay there until the unit changes it. */
  | { readonly kind: 'row'; readonly table: string; readonly id: number; readonly version: number }
  /** The query must find nothing. */
  | { readonly kind: 'absent'; readonly sql: string; readonly params: readonly SqlValue[] }
  /** `into` names table and columns (`"t" ("a", "b")`): rows for one place are written together where that is quicker. */
  | { readonly kind: 'insert'; readonly into: string; readonly row: readonly Param[] }
  /** Any other statement; `expect` is the number of rows it must touch. */
  | { readonly kind: 'run'; readonly sql: string; readonly params: readonly Param[]; readonly expect?: number }
  /**
   * The search index `index` is to hold this text for a record, or nothing of it. Written after all units of a group:
   * nothing within them reads it.
   */
  | { readonly kind: 'search'; readonly index: string; readonly id: number | { readonly slot: number }; readonly text: string | null }
  /** Tells every process that what they keep in memory has changed. */
  | { readonly kind: 'bump' };

export interface Unit {
  readonly steps: readonly Step[];
  readonly slots: number;
}

export type UnitOutcome =
  | { readonly done: true; readonly ids: readonly number[] }
  | { readonly done: false; readonly reason: 'conflict' }
  | { readonly done: false; readonly reason: 'failed'; readonly message: string; readonly code: string };

const SLOT = /\{"slot":(\d+)\}/gu;

/** The value of a parameter once the ids are known. Inside JSON strings quotes are escaped, so a text never looks like a slot. */
export function bind(param: Param, ids: readonly number[]): SqlValue {
  if (typeof param !== 'object' || param === null) return param;
  if ('slot' in param) return ids[param.slot] ?? null;
  return param.json.replace(SLOT, (_, slot: string) => String(ids[Number(slot)]));
}

/** The place of an insert step. */
export function into(table: string, columns: readonly string[]): string {
  return `"${table}" (${columns.map((column) => `"${column}"`).join(', ')})`;
}
