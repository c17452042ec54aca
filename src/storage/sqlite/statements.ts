import type { Statement as Prepared } from 'better-sqlite3';
import type { Connection } from './connection.ts';

const MAX_STATEMENTS = 500;

/** Prepared statements of a connection by their text, the last used kept: preparing costs more than running. */
export function rememberStatements(connection: Connection): (sql: string) => Prepared {
  const known = new Map<string, Prepared>();
  return (sql) => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const [oldest] = known.keys();
    if (known.size >= MAX_STATEMENTS && oldest !== undefined) known.delete(oldest);
    // The shared layer numbers parameters in their order, as PostgreSQL wants; here `$1` would be a name.
    const prepared = connection.prepare(sql.replace(/\$\d+/gu, '?'));
    known.set(sql, prepared);
    return prepared;
  };
}
