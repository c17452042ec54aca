import { createHash } from 'node:crypto';

const MAX_STATEMENTS = 500;

/**
 * Names for statements whose text comes again: a named statement is parsed once a connection. The texts used last are
 * kept; one that is seen for the first time has no name, because most such never come back. `arranged` is told how
 * often columns have changed places: a column of another type under an old name would spoil what was parsed before.
 */
export function nameStatements(): { readonly nameOf: (sql: string) => string | undefined; arranged(times: number): void } {
  const known = new Map<string, string | undefined>();
  let arrangement = 0;
  const nameOf = (sql: string): string | undefined => {
    const seen = known.has(sql);
    const name = seen ? (known.get(sql) ?? nameFor(sql, arrangement)) : undefined;
    known.delete(sql);
    known.set(sql, name);
    const [oldest] = known.keys();
    if (known.size > MAX_STATEMENTS && oldest !== undefined) known.delete(oldest);
    return name;
  };
  return {
    nameOf,
    arranged(times) {
      if (times === arrangement) return;
      arrangement = times;
      known.clear();
    },
  };
}

/** The same text has the same name on every connection. */
function nameFor(sql: string, arrangement: number): string {
  return `t_${createHash('sha256').update(`${arrangement}/${sql}`).digest('base64url').slice(0, 20)}`;
}
