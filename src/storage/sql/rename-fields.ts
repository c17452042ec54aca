import { contactKind } from '../../core/fields/contact-keys.ts';
import { holdsIdsOf } from '../../core/fields/list-items.ts';
import type { FieldRenames } from '../../core/storage.ts';
import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';
import type { TableFlavour } from './flavour.ts';
import { checkNames, schemaStatements } from './schema.ts';
import type { Statement } from './statement.ts';
import { columnsOf, columnsOfField, counterSequence, indexesOf, tableOf } from './table-plan.ts';

/**
 * The statements that give fields of an entity other names: columns with their shadows, numbers given out, rows that
 * tell of lists and contact points. Indexes on them are made anew under their new names, unless `ready` brings them. The
 * definition is kept as well.
 */
export function renameStatements(flavour: TableFlavour, before: EntityDefinition, { entity: after, renames }: FieldRenames, ready: readonly Statement[] = []): readonly Statement[] {
  checkNames(after);
  const columns = new Set(columnsOf(before).map(({ name }) => name));
  const touched = new Set<string>();
  const fields = new Map(before.fields.map((field) => [field.name, field]));
  const moves: Statement[] = [];
  for (const { from, to } of renames) {
    const field = fields.get(from);
    if (field === undefined) throw new TypeError(`there is no field ${from} to rename`);
    fields.delete(from);
    fields.set(to, { ...field, name: to });
    moves.push(...moveField(flavour, before.name, field, to));
    for (const [old, fresh] of columnPairs(field, to)) {
      touched.add(old);
      columns.delete(old);
      columns.add(fresh);
    }
  }
  const dropped = indexesOf(before).filter((index) => index.columns.some((name) => touched.has(name.replace(/^-/u, ''))));
  return [...dropped.map(({ name }) => plain(`DROP INDEX IF EXISTS "${name}"`)), ...moves, ...ready, ...schemaStatements(flavour, after, columns)];
}

function moveField(flavour: TableFlavour, entity: string, field: FieldDefinition, to: string): readonly Statement[] {
  return [
    ...columnPairs(field, to).map(([old, fresh]) => plain(`ALTER TABLE "${tableOf(entity)}" RENAME COLUMN "${old}" TO "${fresh}"`)),
    ...(field.type === 'counter' ? [plain(flavour.renameSequence(counterSequence(entity, field.name), counterSequence(entity, to)))] : []),
    ...rowsThatTell(field).map((table) => ({ sql: `UPDATE ${table} SET field = $1 WHERE entity = $2 AND field = $3`, params: [to, entity, field.name] })),
  ];
}

/** Everybody waits while it is done: tables that cannot hold anything of the field are not looked through. */
function rowsThatTell(field: FieldDefinition): readonly string[] {
  return [...(holdsIdsOf(field) ? ['list_item'] : []), ...(contactKind(field) === undefined ? [] : ['contact_point'])];
}

function columnPairs(field: FieldDefinition, to: string): readonly (readonly [string, string])[] {
  const fresh = columnsOfField({ ...field, name: to });
  return columnsOfField(field).map(({ name }, at) => [name, fresh[at]?.name ?? name]);
}

function plain(sql: string): Statement {
  return { sql, params: [] };
}
