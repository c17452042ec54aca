import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { CrmError } from '../../core/errors.ts';
import { isEntityName, isFieldName } from '../../core/metadata/names.ts';
import type { TableFlavour } from './flavour.ts';
import type { Statement } from './statement.ts';
import { columnsOf, counterSequence, indexesOf, tableOf, type ColumnPlan, type IndexPlan } from './table-plan.ts';

/** What a table has now; absent when there is no such table. */
export type ExistingColumns = ReadonlySet<string> | undefined;

const KEEP_DEFINITION = 'INSERT INTO entity (name, definition) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition';

/**
 * The statements that make a table hold its entity (it only grows), and keep the definition. Indexes that `before`, the
 * definition kept until now, wanted and this one does not are dropped.
 */
export function schemaStatements(flavour: TableFlavour, entity: EntityDefinition, existing: ExistingColumns, before?: EntityDefinition): readonly Statement[] {
  checkNames(entity);
  const statements = existing === undefined
    ? [createTable(flavour, entity), ...flavour.tableExtras(entity)]
    : addedColumns(flavour, entity, existing);
  return [
    ...statements.map(plain),
    ...entity.fields.filter(({ type }) => type === 'counter').map(({ name }) => plain(flavour.makeSequence(counterSequence(entity.name, name)))),
    ...staleIndexes(entity, before).map(({ name }) => plain(`DROP INDEX IF EXISTS "${name}"`)),
    ...indexesOf(entity).map((index) => plain(createIndex(flavour, entity, index))),
    { sql: KEEP_DEFINITION, params: [entity.name, JSON.stringify(entity)] },
  ];
}

/** The statements that add the columns which a table lacks. */
export function addedColumns(flavour: TableFlavour, entity: EntityDefinition, existing: ReadonlySet<string>): readonly string[] {
  return columnsOf(entity).filter((column) => !existing.has(column.name)).map((column) => addColumn(flavour, entity, column));
}

function staleIndexes(entity: EntityDefinition, before: EntityDefinition | undefined): readonly IndexPlan[] {
  if (before === undefined) return [];
  const wanted = new Set(indexesOf(entity).map((index) => JSON.stringify(index)));
  return indexesOf(before).filter((index) => !wanted.has(JSON.stringify(index)));
}

/** Tells every process that entities have changed. */
export const BUMP_METADATA: Statement = plain('UPDATE epoch SET value = value + 1, metadata = metadata + 1');

function plain(text: string): Statement {
  return { sql: text, params: [] };
}

/** Throws `invalid` for names that are not plain identifiers; they become part of SQL. */
export function checkNames(entity: EntityDefinition): void {
  const bad = [...(isEntityName(entity.name) ? [] : [entity.name]), ...entity.fields.map((field) => field.name).filter((name) => !isFieldName(name))];
  if (bad.length > 0) throw new CrmError('invalid', { entity: entity.name, faults: bad.map((field) => ({ field, fault: 'bad_text' })) });
}

function typeOf(flavour: TableFlavour, column: ColumnPlan): string {
  switch (column.type) {
    case 'integer': return flavour.integerType;
    case 'real': return flavour.realType;
    case 'text': return flavour.textType;
  }
}

function createTable(flavour: TableFlavour, entity: EntityDefinition): string {
  const always = new Set(['version', 'created_at']);
  const columns = columnsOf(entity).map((column) => `"${column.name}" ${typeOf(flavour, column)}${always.has(column.name) ? ' NOT NULL' : ''}`);
  return `CREATE TABLE "${tableOf(entity.name)}" (id ${flavour.integerType} PRIMARY KEY, ${columns.join(', ')})`;
}

/** What may stand in the text of a statement. */
const WORD = /^[a-z_]+$/u;

function addColumn(flavour: TableFlavour, entity: EntityDefinition, column: ColumnPlan): string {
  const existing = entity.fields.find(({ name }) => name === column.name)?.existing;
  const filled = existing !== undefined && WORD.test(existing) ? ` DEFAULT '${existing}'` : '';
  return `ALTER TABLE "${tableOf(entity.name)}" ADD COLUMN "${column.name}" ${typeOf(flavour, column)}${filled}`;
}

/** `INDEX CONCURRENTLY` instead of `INDEX IF NOT EXISTS` where an engine builds one beside those who write. */
export function createIndex(flavour: TableFlavour, entity: EntityDefinition, index: IndexPlan, what: 'INDEX IF NOT EXISTS' | 'INDEX CONCURRENTLY' = 'INDEX IF NOT EXISTS'): string {
  const columns = index.columns.map((name) => (name.startsWith('-') ? flavour.descending(name.slice(1)) : `"${name}"`));
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}${what} "${index.name}" ON "${tableOf(entity.name)}" (${columns.join(', ')}) WHERE deleted_at IS NULL`;
}
