/** A column as CREATE TABLE declares it: `int(11) unsigned`, `varchar(255)`, `enum('a','b')`. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** Values by the name of their column. Numbers are their text; what is not text is base64 behind `BYTES_MARK`. */
export type Row = ReadonlyMap<string, string | null>;

/** What a dump consists of, in its order. */
export type DumpPart = TablePart | RowsPart | SkippedPart;

export interface TablePart {
  readonly kind: 'table';
  readonly name: string;
  readonly columns: readonly Column[];
}

/** At most 500 rows of one table; neighbouring INSERTs into it may share a part. */
export interface RowsPart {
  readonly kind: 'rows';
  readonly table: string;
  readonly rows: readonly Row[];
  /** Bytes of the dump up to the end of the last of these rows. */
  readonly offset: number;
}

/** An INSERT that could not be understood, or the rest of one: rows of it that came before stand. */
export interface SkippedPart {
  readonly kind: 'skipped';
  /** The first 80 characters of the statement. */
  readonly statement: string;
  /** Where the statement begins, from 1. */
  readonly line: number;
}
