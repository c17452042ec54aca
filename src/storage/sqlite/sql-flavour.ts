import { DummyDriver, Kysely, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type RawBuilder } from 'kysely';
import type { SqlFlavour } from '../sql/flavour.ts';
import { tableOf } from '../sql/table-plan.ts';
import { indexedParts, indexedText } from './digit-runs.ts';
import { sqliteTables } from './table-flavour.ts';

/** Shorter texts have no trigram. */
const TRIGRAM = 3;
/** More trigrams than this only cost time. */
const MAX_TRIGRAMS = 12;

export const sqliteFlavour: SqlFlavour = {
  ...sqliteTables,
  compiler: new Kysely({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  searched(entity, needle, narrow) {
    const held = sql`instr(search, ${needle}) > 0`;
    const trigrams = [...new Set(indexedParts(needle).flatMap(trigramsOf))].slice(0, MAX_TRIGRAMS);
    if (!narrow || trigrams.length === 0) return held;
    const fts = `${tableOf(entity.name)}_fts`;
    return sql`(id IN (SELECT rowid FROM ${sql.table(fts)} WHERE ${sql.table(fts)} MATCH ${trigrams.map(quoted).join(' AND ')}) AND ${held})`;
  },
  holds: (column, needle) => sql`instr(${column}, ${needle}) > 0`,
  searchIndexSteps(entity, id, text) {
    return [{ kind: 'search', index: `${tableOf(entity.name)}_fts`, id, text: text === null ? null : indexedText(text) }];
  },
  passNumber: (sequence, number) => ({ kind: 'run', sql: 'UPDATE sequence SET value = max(value, $1) WHERE name = $2', params: [number, sequence] }),
  walk: (index) => (index === undefined ? sql`NOT INDEXED` : sql`INDEXED BY ${sql.ref(index)}`),
  loggedDeletion: `CASE json_type(after, '$.deleted_at') WHEN 'null' THEN 'null' ELSE CAST(json_extract(after, '$.deleted_at') AS TEXT) END`,
  unindexed: (term: RawBuilder<unknown>) => sql`+${term}`,
};

/**
 * Trigrams that cover the text without overlapping: half as many lists to intersect, and nearly as few candidates, which
 * are tested for the whole text anyway.
 */
function trigramsOf(needle: string): readonly string[] {
  const letters = Array.from(needle);
  const last = letters.length - TRIGRAM;
  const starts = Array.from({ length: Math.ceil((last + 1) / TRIGRAM) }, (_, index) => index * TRIGRAM);
  const covering = [...starts, last].filter((start) => start >= 0).map((start) => letters.slice(start, start + TRIGRAM).join(''));
  return covering;
}

function quoted(trigram: string): string {
  return `"${trigram.replaceAll('"', '""')}"`;
}
