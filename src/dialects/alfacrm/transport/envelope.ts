import type { WireJson } from './wire-json.ts';

export const CONTENT_TYPE = 'application/json; charset=UTF-8';

/** What was wrong with a write, by the name of the field on the wire. */
export type WriteErrors = Readonly<Record<string, readonly string[]>>;

export interface ListPage {
  /** The size of the whole selection. */
  readonly total: number;
  /** Counted from 0. */
  readonly page: number;
  readonly items: readonly WireJson[];
}

/** A page of an index; `count` is what it holds (alfaCRM contract 2.4, traps 9 to 11). */
export function listBody({ total, page, items }: ListPage): WireJson {
  return { total, count: items.length, page, items };
}

/** A write that was done: `errors` is an empty list, never an object (contract 4.1, trap 14). */
export function writtenBody(model: WireJson): WireJson {
  return { success: true, errors: [], model };
}

export const DELETED: WireJson = { success: true, errors: [] };

/** A write that was refused; it leaves with HTTP 200 (contract 4.1). */
export function refusedBody(errors: WriteErrors): WireJson {
  return { success: false, errors };
}
