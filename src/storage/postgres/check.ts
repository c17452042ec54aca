import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { columnsOf, indexesOf, tableOf } from '../sql/table-plan.ts';
import type { Session } from './connection.ts';
import { missingMigrations } from './migrate.ts';
import { searchIndex, sequenceOf } from './sql-flavour.ts';
import { columnsNow } from './tables.ts';
import { hasTrigrams } from './trigrams.ts';

type Reader = Pick<Session, 'run'>;

/**
 * What can be said without reading every page: that all tables, columns, sequences and indexes are there, and that no
 * index is half-built. Damage of pages is for the server's own tools (`pg_amcheck`, data checksums).
 */
export async function checkTables(reader: Reader, entities: readonly EntityDefinition[]): Promise<readonly string[]> {
  const faults = (await missingMigrations(reader)).map((name) => `the migration ${name} is missing`);
  const indexes = await validIndexes(reader);
  const sequences = await sequencesNow(reader);
  const tables = await columnsNow(reader);
  for (const entity of entities) {
    const columns = tables.get(tableOf(entity.name));
    if (columns === undefined) faults.push(`the table ${tableOf(entity.name)} is missing`);
    else faults.push(...faultsOf(entity, columns, indexes, sequences));
  }
  return [...faults, ...(await searchFaults(reader))];
}

function faultsOf(entity: EntityDefinition, columns: ReadonlySet<string>, indexes: ReadonlyMap<string, boolean>, sequences: ReadonlySet<string>): readonly string[] {
  const table = tableOf(entity.name);
  const wanted = [...indexesOf(entity).map(({ name }) => name), ...(entity.searched.length === 0 ? [] : [searchIndex(entity.name)])];
  return [
    ...columnsOf(entity).filter(({ name }) => !columns.has(name)).map(({ name }) => `the column ${table}.${name} is missing`),
    ...wanted.filter((name) => !indexes.has(name)).map((name) => `the index ${name} is missing`),
    ...wanted.filter((name) => indexes.get(name) === false).map((name) => `the index ${name} is not usable: REINDEX it`),
    ...(sequences.has(sequenceOf(table)) ? [] : [`the sequence ${sequenceOf(table)} is missing`]),
  ];
}

async function validIndexes(reader: Reader): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await reader.run(`SELECT c.relname::text AS name, (i.indisvalid AND i.indisready)::int AS usable
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = current_schema()::regnamespace`, []);
  return new Map(rows.map((row) => [String(row['name']), row['usable'] === 1]));
}

async function sequencesNow(reader: Reader): Promise<ReadonlySet<string>> {
  const { rows } = await reader.run(`SELECT relname::text AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace`, []);
  return new Set(rows.map((row) => String(row['name'])));
}

async function searchFaults(reader: Reader): Promise<readonly string[]> {
  switch (await hasTrigrams(reader, 'клиент')) {
    case undefined: return ['the extension pg_trgm is missing'];
    case true: return [];
    case false: return [`the search cannot use its index for Cyrillic words, because the database's LC_CTYPE does not know the letters: create the database with a UTF-8 locale`];
  }
}
