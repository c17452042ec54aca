import type { Session } from './connection.ts';

/**
 * Whether the search index takes the signs of a word for letters; undefined where the extension is missing. That is up to
 * the database's locale: a word of which it knows none has no trigrams, and the search for it reads every row.
 */
export async function hasTrigrams(reader: Pick<Session, 'run'>, word: string): Promise<boolean | undefined> {
  const { rows } = await reader.run(`SELECT extnamespace::regnamespace::text AS place FROM pg_extension WHERE extname = 'pg_trgm'`, []);
  const place = rows[0]?.['place'];
  if (typeof place !== 'string') return undefined;
  const { rows: trigrams } = await reader.run(`SELECT cardinality(${place}.show_trgm($1)) AS number`, [word]);
  return Number(trigrams[0]?.['number']) > 0;
}
