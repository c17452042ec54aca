import { sql, type RawBuilder } from 'kysely';
import { foldedEmailKey, type ContactKind } from '../../core/fields/contact-keys.ts';
import { isStorableText, type Shadow } from '../../core/fields/field-type.ts';
import { FIELD_TYPES } from '../../core/fields/registry.ts';
import { holdsIdsOf } from '../../core/fields/list-items.ts';
import { searchShadow } from '../../core/fields/shadows.ts';
import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';
import type { Bound, Filter } from '../../core/query/filter.ts';
import { SYSTEM_FIELDS } from '../../core/values.ts';
import { CrmError } from '../../core/errors.ts';
import type { SqlFlavour } from './flavour.ts';
import { encodeValue } from './row-codec.ts';
import { containsColumn, shadowColumn, tableOf } from './table-plan.ts';

type Sql = RawBuilder<unknown>;

const TRUE = sql`1 = 1`;
const FALSE = sql`1 = 0`;

/**
 * Turns a filter into a condition on rows of the entity's table; field names go through its definition, values are bound.
 * `narrow`: conditions may find candidates by what lies beside the table, instead of being tested row after row. A value
 * of another kind than the field's is in no row: it is left out here, because the engines would judge it differently.
 */
export function compileFilter(flavour: SqlFlavour, entity: EntityDefinition, filter: Filter, narrow = true): Sql {
  const compile = (part: Filter): Sql => compileFilter(flavour, entity, part, narrow);
  switch (filter.kind) {
    case 'all': return TRUE;
    case 'none': return FALSE;
    case 'and': return filter.filters.length === 0 ? TRUE : sql`(${sql.join(filter.filters.map(compile), sql` AND `)})`;
    case 'or': return anyOf(filter.filters.map(compile));
    case 'not': return sql`(${compile(filter.filter)}) IS NOT TRUE`;
    case 'equals': return equality(entity, filter.field, filter.value);
    case 'in': return membership(entity, filter.field, filter.values);
    case 'any_of': return holdsIdsOf(fieldOf(entity, filter.field)) ? holdingAny(entity, filter.field, filter.ids, narrow) : FALSE;
    case 'range': return range(entity, filter.field, filter.from, filter.to);
    case 'contains': return containing(flavour, fieldOf(entity, filter.field), filter.needle);
    case 'same_text': return sameText(entity, fieldOf(entity, filter.field), filter.needle, narrow);
    case 'empty': return emptiness(entity, filter.field);
    case 'same_key': return sameShadow(fieldOf(entity, filter.field), 'key', filter.key);
    case 'contact': return isStorableText(filter.key) ? reached(entity, filter.point, filter.key) : FALSE;
    case 'search': return entity.searched.length === 0 ? FALSE : anyOf(filter.needles.filter(isStorableText).map((needle) => flavour.searched(entity, needle, narrow)));
  }
}

function anyOf(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? FALSE : sql`(${sql.join(parts, sql` OR `)})`;
}

function equality(entity: EntityDefinition, name: string, value: string | number | boolean | null): Sql {
  const ref = sql.ref(column(entity, name));
  if (value === null) return sql`${ref} IS NULL`;
  return isOfKind(kindOf(entity, name), value) ? sql`${ref} = ${encodeValue(value)}` : FALSE;
}

function membership(entity: EntityDefinition, name: string, values: readonly (string | number)[]): Sql {
  const kind = kindOf(entity, name);
  const possible = values.filter((value) => isOfKind(kind, value));
  return possible.length === 0 ? FALSE : sql`${sql.ref(column(entity, name))} IN (${sql.join(possible)})`;
}

/** Found by the index of the items, or tested row after row. */
function holdingAny(entity: EntityDefinition, field: string, ids: readonly number[], narrow: boolean): Sql {
  const possible = ids.filter((id) => Number.isSafeInteger(id));
  if (possible.length === 0) return FALSE;
  const items = sql`list_item WHERE entity = ${entity.name} AND field = ${field} AND item_id IN (${sql.join(possible)})`;
  return narrow ? sql`id IN (SELECT record_id FROM ${items})` : sql`EXISTS (SELECT 1 FROM ${items} AND record_id = ${sql.ref(`${tableOf(entity.name)}.id`)})`;
}

function range(entity: EntityDefinition, name: string, from: Bound | undefined, to: Bound | undefined): Sql {
  const ref = sql.ref(column(entity, name));
  const kind = kindOf(entity, name);
  if (kind !== 'text' && kind !== 'integer' && kind !== 'real') return FALSE;
  const bound = (one: Bound | undefined, inclusive: boolean): Bound | undefined => (one === undefined || kind === 'text' ? one : kind === 'integer' ? wholeBound(one, inclusive) : finiteBound(one, inclusive));
  const [low, high] = [bound(from, false), bound(to, true)];
  if ([low, high].some((bound) => bound !== undefined && !isOfKind(kind, bound.value))) return FALSE;
  const parts: Sql[] = [];
  if (low !== undefined) parts.push(low.inclusive ? sql`${ref} >= ${low.value}` : sql`${ref} > ${low.value}`);
  if (high !== undefined) parts.push(high.inclusive ? sql`${ref} <= ${high.value}` : sql`${ref} < ${high.value}`);
  return parts.length === 0 ? sql`${ref} IS NOT NULL` : sql`(${sql.join(parts, sql` AND `)})`;
}

/** Whole numbers above 1.5 are those above 1, and those below it are up to 1; no stored number is beyond the safe ones. */
function wholeBound(bound: Bound, inclusive: boolean): Bound {
  const { value } = bound;
  if (typeof value !== 'number' || Number.isSafeInteger(value) || Number.isNaN(value)) return bound;
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return { value: Math.sign(value) * Number.MAX_SAFE_INTEGER, inclusive: (value < 0) !== inclusive };
  return { value: Math.floor(value), inclusive };
}

/** Every stored number is below infinity, and no engine is asked about it. */
function finiteBound(bound: Bound, inclusive: boolean): Bound {
  const { value } = bound;
  if (typeof value !== 'number' || Math.abs(value) !== Number.POSITIVE_INFINITY) return bound;
  return { value: Math.sign(value) * Number.MAX_VALUE, inclusive: (value < 0) !== inclusive };
}

function containing(flavour: SqlFlavour, field: FieldDefinition, needle: string): Sql {
  const known = FIELD_TYPES[field.type].shadows(field).includes(searchShadow(field));
  return known && isStorableText(needle) ? flavour.holds(sql.ref(containsColumn(field)), needle) : FALSE;
}

/** An address is one of the contact points of its record, and these have an index. */
function sameText(entity: EntityDefinition, field: FieldDefinition, folded: string, narrow: boolean): Sql {
  const same = sameShadow(field, 'fold', folded);
  const key = field.type === 'email' && narrow && isStorableText(folded) ? foldedEmailKey(folded) : undefined;
  return key === undefined ? same : sql`(${reached(entity, 'email', key)} AND ${same})`;
}

function reached(entity: EntityDefinition, point: ContactKind, key: string): Sql {
  return sql`id IN (SELECT record_id FROM contact_point WHERE kind = ${point} AND value = ${key} AND entity = ${entity.name})`;
}

function sameShadow(field: FieldDefinition, shadow: Shadow, text: string): Sql {
  const known = FIELD_TYPES[field.type].shadows(field).includes(shadow);
  return known && isStorableText(text) ? sql`${sql.ref(shadowColumn(field.name, shadow))} = ${text}` : FALSE;
}

function emptiness(entity: EntityDefinition, name: string): Sql {
  const ref = sql.ref(column(entity, name));
  switch (kindOf(entity, name)) {
    case 'text': return sql`(${ref} IS NULL OR ${ref} = '')`;
    case 'list': return sql`(${ref} IS NULL OR ${ref} = '[]')`;
    default: return sql`${ref} IS NULL`;
  }
}

type Kind = 'integer' | 'real' | 'text' | 'boolean' | 'list';

function kindOf(entity: EntityDefinition, name: string): Kind {
  if (SYSTEM.has(name)) return 'integer';
  const type = FIELD_TYPES[fieldOf(entity, name).type];
  return type.form === 'plain' ? type.column : type.form;
}

function isOfKind(kind: Kind, value: string | number | boolean): boolean {
  switch (kind) {
    case 'integer': return Number.isSafeInteger(value);
    case 'real': return typeof value === 'number' && Number.isFinite(value);
    case 'text': return typeof value === 'string' && isStorableText(value);
    case 'boolean': return typeof value === 'boolean';
    case 'list': return false;
  }
}

const SYSTEM: ReadonlySet<string> = new Set(SYSTEM_FIELDS);

/** The column of a field, system or defined; nothing else gets into SQL. */
export function column(entity: EntityDefinition, name: string): string {
  return SYSTEM.has(name) ? name : fieldOf(entity, name).name;
}

/** The definition of a field; throws `unknown_field`. */
export function fieldOf(entity: EntityDefinition, name: string): FieldDefinition {
  const field = entity.fields.find((known) => known.name === name);
  if (field === undefined) throw new CrmError('unknown_field', { entity: entity.name, reason: name });
  return field;
}
