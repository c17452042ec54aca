import type { Kysely, RawBuilder } from 'kysely';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { Step } from './steps.ts';

/** Tables are known only at run time; the compiler is asked for SQL text, never for a connection. */
export type SqlCompiler = Kysely<Record<string, Record<string, string | number | null>>>;

/** Where tables differ. Apart from the rest, because the thread that makes them compiles no queries. */
export interface TableFlavour {
  readonly integerType: 'integer' | 'bigint';
  /** Numbers with decimals, as JavaScript holds them. */
  readonly realType: 'real' | 'double precision';
  /** Text that compares and sorts by its bytes. */
  readonly textType: string;
  /** Statements that make a table's id sequence and search index, run once when the table is made. */
  tableExtras(entity: EntityDefinition): readonly string[];
  /** The statement that makes a row of numbers, unless it is there. */
  makeSequence(name: string): string;
  /** The statement that gives a row of numbers another name. */
  renameSequence(from: string, to: string): string;
  /** An index column in descending order that serves `DESC NULLS LAST`. */
  descending(column: string): string;
}

/** Where the engines differ, as answers to named questions; shared code never asks which engine it is. */
export interface SqlFlavour extends TableFlavour {
  readonly compiler: SqlCompiler;
  /** `search` holds this folded text. `narrow`: find candidates by the search index, instead of testing row after row. */
  searched(entity: EntityDefinition, needle: string, narrow: boolean): RawBuilder<unknown>;
  /** A folded column holds this folded text. */
  holds(column: RawBuilder<unknown>, needle: string): RawBuilder<unknown>;
  /** What the column `search` holds for a search text. */
  storedSearch(text: string): string;
  /** Steps that keep the search index true when a row's search text is written or the row is purged. */
  searchIndexSteps(entity: EntityDefinition, id: number | { readonly slot: number }, text: string | null): readonly Step[];
  /** The step that makes a row of numbers go on after this one. */
  passNumber(sequence: string, number: number): Step;
  /** A hint that makes the engine walk this index of the table in order, or the ids without one; nothing where its planner needs none. */
  walk(index: string | undefined): RawBuilder<unknown> | undefined;
  /** What a row of the change log says of `deleted_at` after it: nothing (NULL), `null`, or a number as text. */
  readonly loggedDeletion: string;
  /** An ORDER BY term that no index serves: rows are chosen first and sorted after. */
  unindexed(term: RawBuilder<unknown>): RawBuilder<unknown>;
}
