import { createHash } from 'node:crypto';

const MAX_STATEMENTS = 500;

/**
 * Names for statements whose text comes again: a named statement is parsed once a connection. The texts used last are
 * kept; one that is seen for the first time has no name, because most such never come back.
 */
export function nameStatements(): (sql: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (sql) => {
    const seen = known.has(sql);
    const name = seen ? (known.get(sql) ?? nameOf(sql)) : undefined;
    known.delete(sql);
    known.set(sql, name);
    const [oldest] = known.keys();
    if (known.size > MAX_STATEMENTS && oldest !== undefined) known.delete(oldest);
    return name;
  };
}

/** The same text has the same name on every connection. */
function nameOf(sql: string): string {
  return `t_${createHash('sha256').update(sql).digest('base64url').slice(0, 20)}`;
}
