import type { Shadow } from '../../core/fields/field-type.ts';
import { FIELD_TYPES } from '../../core/fields/registry.ts';
import { searchShadow } from '../../core/fields/shadows.ts';
import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';
import { into } from './steps.ts';
import { columnsOf, shadowColumn, tableOf } from './table-plan.ts';

/** What a row of an entity's table is made of. */
export interface RowShape {
  /** Where its rows are inserted: `id`, then the columns. */
  readonly place: string;
  /** Where a column stands in such a row; `id` is 0. */
  readonly at: ReadonlyMap<string, number>;
  readonly shadowed: readonly ShadowedField[];
  /** The parts of the search text, in their order. */
  readonly searched: readonly SearchedField[];
}

export interface ShadowedField {
  readonly name: string;
  readonly shadows: readonly { readonly shadow: Shadow; readonly column: string }[];
}

export interface SearchedField {
  readonly name: string;
  readonly shadow: Shadow;
  /** The column that holds the same text, where one does. */
  readonly column: string | undefined;
}

const SHAPES = new WeakMap<EntityDefinition, RowShape>();

/** The shape of an entity's rows, worked out once for each version of its definition. */
export function rowShape(entity: EntityDefinition): RowShape {
  const known = SHAPES.get(entity);
  if (known !== undefined) return known;
  const columns = columnsOf(entity).map(({ name }) => name);
  const shape: RowShape = {
    place: into(tableOf(entity.name), ['id', ...columns]),
    at: new Map([['id', 0], ...columns.map((name, index) => [name, index + 1] as const)]),
    shadowed: entity.fields.map(shadowedField).filter(({ shadows }) => shadows.length > 0),
    searched: entity.fields.filter(({ name }) => entity.searched.includes(name)).map(searchedField),
  };
  SHAPES.set(entity, shape);
  return shape;
}

function shadowedField(field: FieldDefinition): ShadowedField {
  return { name: field.name, shadows: FIELD_TYPES[field.type].shadows(field).map((shadow) => ({ shadow, column: shadowColumn(field.name, shadow) })) };
}

function searchedField(field: FieldDefinition): SearchedField {
  const shadow = searchShadow(field);
  return { name: field.name, shadow, column: FIELD_TYPES[field.type].shadows(field).includes(shadow) ? shadowColumn(field.name, shadow) : undefined };
}
