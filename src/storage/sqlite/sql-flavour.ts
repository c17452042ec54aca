import { DummyDriver, Kysely, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type RawBuilder } from 'kysely';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { SqlFlavour } from '../sql/flavour.ts';
import type { Statement } from '../sql/statement.ts';
import { tableOf } from '../sql/table-plan.ts';
import { chooseTrigrams } from './choose-trigrams.ts';
import { indexedText } from './digit-runs.ts';
import type { ListSizes } from './list-sizes.ts';
import { sqliteTables } from './table-flavour.ts';

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
  searched: searchedBy(() => undefined),
  holds: (column, needle) => sql`instr(${column}, ${needle}) > 0`,
  storedSearch: (text) => text,
  searchIndexSteps(entity, id, text) {
    return [{ kind: 'search', index: searchIndex(entity), id, text: text === null ? null : indexedText(text) }];
  },
  passNumber: (sequence, number) => ({ kind: 'run', sql: 'UPDATE sequence SET value = max(value, $1) WHERE name = $2', params: [number, sequence] }),
  walk: (index) => (index === undefined ? sql`NOT INDEXED` : sql`INDEXED BY ${sql.ref(index)}`),
  loggedDeletion: `CASE json_type(after, '$.deleted_at') WHEN 'null' THEN 'null' ELSE CAST(json_extract(after, '$.deleted_at') AS TEXT) END`,
  unindexed: (term: RawBuilder<unknown>) => sql`+${term}`,
};

/** The flavour of an open store. */
export interface OpenFlavour extends SqlFlavour {
  /** The first, or the last, ids of which the texts may hold a needle: read from that end of the search index, and no farther. Undefined where the index cannot tell. */
  candidates(entity: EntityDefinition, needle: string, end: 'first' | 'last', limit: number): Statement | undefined;
}

/** `sizes`: how long the lists of the store's search indexes are. */
export function openFlavour(sizes: ListSizesOf): OpenFlavour {
  return {
    ...sqliteFlavour,
    searched: searchedBy(sizes),
    candidates(entity, needle, end, limit) {
      const trigrams = chooseTrigrams(needle, (terms) => sizes(entity, terms));
      const [fts, order] = [searchIndex(entity), end === 'first' ? 'ASC' : 'DESC'];
      return trigrams.length === 0 ? undefined : { sql: `SELECT rowid AS id FROM "${fts}" WHERE "${fts}" MATCH $1 ORDER BY rowid ${order} LIMIT $2`, params: [matching(trigrams), limit] };
    },
  };
}

type ListSizesOf = (entity: EntityDefinition, terms: readonly string[]) => ListSizes | undefined;

function searchedBy(sizes: ListSizesOf): SqlFlavour['searched'] {
  return (entity, needle, narrow) => {
    const held = sql`instr(search, ${needle}) > 0`;
    const trigrams = narrow ? chooseTrigrams(needle, (terms) => sizes(entity, terms)) : [];
    if (trigrams.length === 0) return held;
    const fts = searchIndex(entity);
    return sql`(id IN (SELECT rowid FROM ${sql.table(fts)} WHERE ${sql.table(fts)} MATCH ${matching(trigrams)}) AND ${held})`;
  };
}

function matching(trigrams: readonly string[]): string {
  return trigrams.map(quoted).join(' AND ');
}

/** The search index of an entity. */
export function searchIndex(entity: EntityDefinition): string {
  return `${tableOf(entity.name)}_fts`;
}

function quoted(trigram: string): string {
  return `"${trigram.replaceAll('"', '""')}"`;
}
