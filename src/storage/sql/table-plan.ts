import { createHash } from 'node:crypto';
import { searchShadow } from '../../core/fields/shadows.ts';
import { FIELD_TYPES } from '../../core/fields/registry.ts';
import type { Shadow } from '../../core/fields/field-type.ts';
import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';

export interface ColumnPlan {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'real';
}

export interface IndexPlan {
  readonly name: string;
  readonly unique: boolean;
  /** Column names; `-name`: descending with nothing stored last. */
  readonly columns: readonly string[];
}

export const tableOf = (entity: string): string => `e_${entity}`;
export const shadowColumn = (field: string, shadow: Shadow): string => `${field}__${shadow}`;
/** The row of numbers of a counter. */
export const counterSequence = (entity: string, field: string): string => `${tableOf(entity)}__${field}`.slice(0, 50);
/** The index that gives the order by creation, newest or oldest first. */
export const createdIndex = (entity: string): string => indexName(`ix_${entity}__created`);

/** The index of the living records' ids. Clients of designed entities page through all of them, and the table tells of the living only row by row. */
export const idsIndex = (entity: EntityDefinition): string | undefined => (entity.kind === 'records' && entity.granted === true ? indexName(`ix_${entity.name}___ids`) : undefined);

/** The index of the usual list: its conditions, then the ids; with all that a count of it asks. */
export const listedIndex = (entity: EntityDefinition): string | undefined => (entity.listed === undefined ? undefined : indexName(`ix_${entity.name}__listed`));

/** PostgreSQL cuts longer names off in silence, and two that begin alike would be one. */
const MAX_NAME = 63;
const HASH_LENGTH = 8;

function indexName(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, MAX_NAME - HASH_LENGTH - 1)}_${hash}`;
}

const SYSTEM_COLUMNS: readonly ColumnPlan[] = ['version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at']
  .map((name) => ({ name, type: 'integer' as const }));

/** The columns of an entity's table beside `id`: the system's, each field with its shadows, the search text. */
export function columnsOf(entity: EntityDefinition): readonly ColumnPlan[] {
  const columns = [...SYSTEM_COLUMNS, ...entity.fields.flatMap(columnsOfField)];
  return entity.searched.length === 0 ? columns : [...columns, { name: 'search', type: 'text' }];
}

/** The column of a field, and those of its shadows. */
export function columnsOfField(field: FieldDefinition): readonly ColumnPlan[] {
  const type = FIELD_TYPES[field.type];
  return [{ name: field.name, type: type.column }, ...type.shadows(field).map((shadow) => ({ name: shadowColumn(field.name, shadow), type: 'text' as const }))];
}

/** The indexes of an entity's table; all of them leave deleted rows out, as every list does. */
export function indexesOf(entity: EntityDefinition): readonly IndexPlan[] {
  const { name } = entity;
  const plain = (suffix: string, ...columns: string[]): IndexPlan => ({ name: indexName(`ix_${name}__${suffix}`), unique: false, columns });
  const indexes = entity.fields.filter((field) => field.indexed).map((field) => plain(field.name, field.name, 'created_at', 'id'));
  // Clients of designed entities look for a text whatever its case.
  const folded = entity.granted === true ? entity.fields.filter(isIndexedText).map(({ name: field }) => shadowColumn(field, 'fold')) : [];
  indexes.push(...folded.map((column) => plain(column, column, 'id')));
  if (entity.kind === 'records') indexes.push(plain('created', 'created_at', 'id'));
  const ids = idsIndex(entity);
  if (ids !== undefined) indexes.push({ name: ids, unique: false, columns: ['id'] });
  if (entity.listed !== undefined) indexes.push(plain('listed', ...entity.listed, 'id', 'deleted_at'));
  if (entity.kind === 'records' && entity.searched.length > 0) {
    indexes.push(plain('updated', '-updated_at', '-id'), plain('heading', shadowColumn(entity.heading, 'sort'), 'id'));
  }
  for (const field of entity.fields) {
    if (field.settings.matched === true && !isUniqueAlone(entity, field)) indexes.push(plain(`${field.name}_key`, shadowColumn(field.name, 'key'), 'id'));
  }
  return [...indexes, ...entity.unique.map((fields) => uniqueIndex(entity, fields))];
}

/** Whether an index answers for which records have this text. */
export function isIndexedText(field: FieldDefinition): boolean {
  return field.indexed && FIELD_TYPES[field.type].shadows(field).includes('fold');
}

function isUniqueAlone(entity: EntityDefinition, field: FieldDefinition): boolean {
  return entity.unique.some((fields) => fields.length === 1 && fields[0] === field.name);
}

function uniqueIndex(entity: EntityDefinition, fields: readonly string[]): IndexPlan {
  const columns = fields.map((name) => {
    const field = entity.fields.find((known) => known.name === name);
    return field?.settings.matched === true ? shadowColumn(name, 'key') : name;
  });
  return { name: indexName(`ux_${entity.name}__${fields.join('_')}`), unique: true, columns };
}

/** The column by which a field sorts: its sort key where it has one. */
export function sortColumn(field: FieldDefinition): string {
  return FIELD_TYPES[field.type].shadows(field).includes('sort') ? shadowColumn(field.name, 'sort') : field.name;
}

/** The column in which a field's text is looked for. */
export function containsColumn(field: FieldDefinition): string {
  return shadowColumn(field.name, searchShadow(field));
}
