import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { BUMP_METADATA, schemaStatements } from '../sql/schema.ts';
import type { Statement } from '../sql/statement.ts';
import { tableOf } from '../sql/table-plan.ts';
import type { Connection } from './connection.ts';
import { sqliteTables } from './table-flavour.ts';

/**
 * The statements that make the tables hold these entities, by what is there now: ask within the transaction that runs
 * them. None when entities have changed since the revision `basedOn`.
 */
export function tableStatements(connection: Connection, entities: readonly EntityDefinition[], basedOn?: number): readonly Statement[] {
  const revision = connection.prepare<[], number>('SELECT metadata FROM epoch').pluck().get();
  if (basedOn !== undefined && basedOn !== revision) return [];
  return [...entities.flatMap((entity) => schemaStatements(sqliteTables, entity, columnsNow(connection, entity))), BUMP_METADATA];
}

function columnsNow(connection: Connection, entity: EntityDefinition): ReadonlySet<string> | undefined {
  const names = connection.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(tableOf(entity.name));
  return names.length === 0 ? undefined : new Set(names);
}
