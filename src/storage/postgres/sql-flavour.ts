import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql, type RawBuilder } from 'kysely';
import type { SqlFlavour } from '../sql/flavour.ts';
import { tableOf } from '../sql/table-plan.ts';
import { chooseParts } from './choose-parts.ts';
import { packedParts, storedText } from './digit-runs.ts';

/**
 * New rows wait in a list before they go into the index, so that a write touches few pages; the list is read by every
 * search and emptied by the write that fills it, so it is kept short.
 */
const PENDING_KB = 2048;

export const postgresFlavour: SqlFlavour = {
  compiler: new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
  integerType: 'bigint',
  realType: 'double precision',
  textType: 'text COLLATE "C"',
  tableExtras(entity) {
    const sequence = postgresFlavour.makeSequence(tableOf(entity.name));
    if (entity.searched.length === 0) return [sequence];
    return [sequence, `CREATE INDEX "${searchIndex(entity.name)}" ON "${tableOf(entity.name)}" USING gin (search gin_trgm_ops) WITH (gin_pending_list_limit = ${PENDING_KB}) WHERE deleted_at IS NULL`];
  },
  makeSequence: (name) => `CREATE SEQUENCE IF NOT EXISTS "${sequenceOf(name)}" AS bigint`,
  renameSequence: (from, to) => `ALTER SEQUENCE IF EXISTS "${sequenceOf(from)}" RENAME TO "${sequenceOf(to)}"`,
  passNumber: (sequence, number) => ({ kind: 'run', sql: `SELECT setval('"${sequenceOf(sequence)}"', greatest(last_value, $1)) FROM "${sequenceOf(sequence)}" WHERE $1 >= 1 AND (last_value < $1 OR NOT is_called)`, params: [number] }),
  searched: searchedBy({ shareOf: () => undefined, packs: false }),
  holds: (column, needle) => sql`${column} LIKE ${containing(needle)}`,
  storedSearch: storedText,
  // The index is PostgreSQL's own and follows the column.
  searchIndexSteps: () => [],
  // Its planner knows the sizes of selections by its statistics.
  walk: () => undefined,
  // An id is never null, and says so nowhere in ORDER BY.
  descending: (column) => (column === 'id' ? '"id" DESC' : `"${column}" DESC NULLS LAST`),
  // Most rows do not name it, and need not be parsed.
  loggedDeletion: `(CASE WHEN strpos(after, '"deleted_at":') > 0 THEN (after::json -> 'deleted_at')::text END)`,
  // Asked of whole numbers alone: ids, and when a record was created.
  unindexed: (term: RawBuilder<unknown>) => sql`(${term} + 0)`,
};

/** The flavour of an open store. */
export function openFlavour(index: SearchIndex): SqlFlavour {
  return { ...postgresFlavour, searched: searchedBy(index) };
}

/** What is known of the search index of a store. */
interface SearchIndex {
  /** How common a text is in the records of an entity, see `chooseParts`. */
  readonly shareOf: (entity: string, text: string) => number | undefined;
  /** Whether it has trigrams of packed digits. */
  readonly packs: boolean;
}

/** `strpos` is not answered by the index, and so tests the candidates alone; it takes half as long as `LIKE`. */
function searchedBy({ shareOf, packs }: SearchIndex): SqlFlavour['searched'] {
  return (entity, needle, narrow) => {
    const held = sql`strpos(search, ${needle}) > 0`;
    if (!narrow) return held;
    const parts = chooseParts(needle, packs ? packedParts(needle) : [], (part) => shareOf(entity.name, part));
    const found = sql.join(parts.map((part) => sql`search LIKE ${containing(part)}`), sql` AND `);
    return parts.includes(needle) ? found : sql`(${found} AND ${held})`;
  };
}

/** The sequence that numbers the rows of a table. */
export function sequenceOf(table: string): string {
  return `seq_${table}`;
}

/** The trigram index of an entity. */
export function searchIndex(entity: string): string {
  return `ix_${entity}__search`;
}

function containing(needle: string): string {
  return `%${needle.replace(/[\\%_]/gu, '\\$&')}%`;
}
