import { readNames, readTableName } from './read-table-name.ts';
import { keyword, peekKeyword, readToken } from './read-token.ts';
import { NotUnderstood } from './signals.ts';
import type { DumpWindow } from './window.ts';

export interface InsertHead {
  readonly table: string;
  readonly columns: readonly string[];
}

const MODIFIERS = new Set(['LOW_PRIORITY', 'DELAYED', 'HIGH_PRIORITY', 'IGNORE', 'INTO']);

/**
 * Moves past `INSERT INTO … VALUES`. Without a list of columns they are those of CREATE TABLE; a table that the dump has
 * not created, and INSERT … SELECT or SET, throw NotUnderstood.
 */
export function readInsertHead(window: DumpWindow, known: ReadonlyMap<string, readonly string[]>): InsertHead {
  readToken(window);
  while (MODIFIERS.has(peekKeyword(window))) readToken(window);
  const table = readTableName(window);
  const columns = peekKeyword(window) === '(' ? readNames(window) : known.get(table);
  const values = keyword(window, readToken(window));
  if (columns === undefined || (values !== 'VALUES' && values !== 'VALUE')) throw new NotUnderstood();
  return { table, columns };
}
