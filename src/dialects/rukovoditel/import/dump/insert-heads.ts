import type { TablePart } from './dump-part.ts';
import { readNames, readTableName } from './read-table-name.ts';
import { keyword, peekKeyword, readToken } from './read-token.ts';
import { NotUnderstood } from './signals.ts';
import type { DumpWindow } from './window.ts';

export interface InsertHead {
  readonly table: string;
  readonly columns: readonly string[];
}

const MODIFIERS = new Set(['LOW_PRIORITY', 'DELAYED', 'HIGH_PRIORITY', 'IGNORE', 'INTO']);

/** Reads the heads of a dump's INSERTs; one that is written like the last, as in INSERTs of one row, is not read again. */
export class InsertHeads {
  readonly #known = new Map<string, readonly string[]>();
  #written = '';
  #last: InsertHead | undefined;

  /** From here on these are the columns of the table. */
  learn({ name, columns }: TablePart): void {
    this.#known.set(name, columns.map((column) => column.name));
    this.#last = undefined;
  }

  /** Moves past `INSERT INTO … VALUES`, or throws NotUnderstood. */
  read(window: DumpWindow): InsertHead {
    const start = window.at;
    if (this.#last !== undefined && window.text.startsWith(this.#written, start)) {
      window.at += this.#written.length;
      return this.#last;
    }
    this.#last = readInsertHead(window, this.#known);
    this.#written = window.text.slice(start, window.at);
    return this.#last;
  }
}

/**
 * Moves past `INSERT INTO … VALUES`. Without a list of columns they are those of CREATE TABLE; a table that the dump has
 * not created, and INSERT … SELECT or SET, throw NotUnderstood.
 */
function readInsertHead(window: DumpWindow, known: ReadonlyMap<string, readonly string[]>): InsertHead {
  readToken(window);
  while (MODIFIERS.has(peekKeyword(window))) readToken(window);
  const table = readTableName(window);
  const columns = peekKeyword(window) === '(' ? readNames(window) : known.get(table);
  const values = keyword(window, readToken(window));
  if (columns === undefined || (values !== 'VALUES' && values !== 'VALUE')) throw new NotUnderstood();
  return { table, columns };
}
