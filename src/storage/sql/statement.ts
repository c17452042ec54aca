/** What both engines store: text and whole numbers (booleans as 0/1, instants as milliseconds, lists as JSON text). */
export type SqlValue = string | number | null;

/** A statement with its bound parameters; nothing a caller sent is ever part of the text. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

export type Row = Readonly<Record<string, SqlValue>>;
