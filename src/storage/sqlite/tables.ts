import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { FieldRenames, RenameOutcome } from '../../core/storage.ts';
import { readEntities } from '../sql/metadata-rows.ts';
import { renameStatements } from '../sql/rename-fields.ts';
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
  return [...entities.flatMap((entity) => schemaStatements(sqliteTables, entity, columnsNow(connection, entity), definitionNow(connection, entity.name))), BUMP_METADATA];
}

/** Renames fields within the transaction that this is called in. */
export function renameColumns(connection: Connection, renames: FieldRenames, run: (statement: Statement) => void): RenameOutcome {
  const { entity, basedOn, since, besides = '' } = renames;
  const before = definitionNow(connection, entity.name);
  if (before === undefined || connection.prepare<[], number>('SELECT metadata FROM epoch').pluck().get() !== basedOn) return 'redefined';
  const rewritten = since !== undefined && connection.prepare('SELECT 1 FROM change_log WHERE id > ? AND entity = ? AND face <> ? LIMIT 1').get(Number(since), entity.name, besides) !== undefined;
  if (rewritten) return 'rewritten';
  for (const statement of [...renameStatements(sqliteTables, before, renames), BUMP_METADATA]) run(statement);
  return 'done';
}

function definitionNow(connection: Connection, entity: string): EntityDefinition | undefined {
  const definition = connection.prepare<[string], string>('SELECT definition FROM entity WHERE name = ?').pluck().get(entity);
  return definition === undefined ? undefined : readEntities([{ definition }])[0];
}

function columnsNow(connection: Connection, entity: EntityDefinition): ReadonlySet<string> | undefined {
  const names = connection.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(tableOf(entity.name));
  return names.length === 0 ? undefined : new Set(names);
}
