import pg from 'pg';
import type { SqlValue } from '../sql/statement.ts';

/** A message to the server holds about so many characters of rows. */
const CHUNK = 256 * 1024;
const SPECIAL = /[\\\t\n\r]/u;
const EACH_SPECIAL = /[\\\t\n\r]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** What is sent of a copy; `pg` types its connection without these. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * A `COPY … FROM STDIN` that sends its rows along with the statement instead of waiting to be asked for them, so that
 * statements can follow at once: should the server refuse the statement, it passes over the rows.
 */
class CopyQuery extends pg.Query {
  override readonly submit: (connection: unknown) => void;

  constructor(text: string, chunks: readonly string[], answered: (error: Error | undefined, result: { readonly rowCount: number | null }) => void) {
    super(text, answered);
    this.submit = (connection) => {
      const out = connection as CopyConnection;
      out.query(text);
      for (const chunk of chunks) out.sendCopyFromChunk(Buffer.from(chunk));
      out.endCopyFrom();
    };
  }

  /** The rows are on their way already. */
  handleCopyInResponse(): void {}
}

/** Writes rows, as `toChunks` makes them, by a COPY statement, on a client whose statements follow each other. Gives how many. */
export function copyRows(client: pg.Client, statement: string, chunks: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyQuery(statement, chunks, (error, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result.rowCount ?? 0);
    }));
  });
}

/** Rows in the text format of COPY, in messages: a line for a row, tabs between values, `\N` for null. */
export function toChunks(rows: readonly (readonly SqlValue[])[]): readonly string[] {
  const chunks: string[] = [];
  let text = '';
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) {
      const value = row[at] ?? null;
      if (at > 0) text += '\t';
      text += value === null ? '\\N' : typeof value === 'number' || !SPECIAL.test(value) ? value : value.replace(EACH_SPECIAL, (found) => ESCAPES[found] ?? found);
    }
    text += '\n';
    if (text.length >= CHUNK) {
      chunks.push(text);
      text = '';
    }
  }
  if (text !== '') chunks.push(text);
  return chunks;
}
