import { sql, type RawBuilder } from 'kysely';
import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';
import type { Bound, Filter } from '../../core/query/filter.ts';
import { SYSTEM_FIELDS } from '../../core/values.ts';
import { CrmError } from '../../core/errors.ts';
import type { SqlFlavour } from './flavour.ts';
import { encodeValue } from './row-codec.ts';
import { containsColumn, shadowColumn } from './table-plan.ts';

type Sql = RawBuilder<unknown>;

/** Turns a filter into a condition; field names go through the entity's definition, values are bound. */
export function compileFilter(flavour: SqlFlavour, entity: EntityDefinition, filter: Filter, narrow = true): Sql {
  const compile = (part: Filter): Sql => compileFilter(flavour, entity, part, narrow);
  switch (filter.kind) {
    case 'all': return sql`1 = 1`;
    case 'none': return sql`1 = 0`;
    case 'and': return sql`(${sql.join(filter.filters.map(compile), sql` AND `)})`;
    case 'or': return sql`(${sql.join(filter.filters.map(compile), sql` OR `)})`;
    case 'not': return sql`(${compile(filter.filter)}) IS NOT TRUE`;
    case 'equals': return equality(column(entity, filter.field), filter.value);
    case 'in': return sql`${sql.ref(column(entity, filter.field))} IN (${sql.join(filter.values)})`;
    case 'range': return range(column(entity, filter.field), filter.from, filter.to);
    case 'contains': return flavour.holds(sql.ref(containsColumn(fieldOf(entity, filter.field))), filter.needle);
    case 'same_key': return sql`${sql.ref(shadowColumn(fieldOf(entity, filter.field).name, 'key'))} = ${filter.key}`;
    case 'search': return sql`(${sql.join(filter.needles.map((needle) => flavour.searched(entity, needle, narrow)), sql` OR `)})`;
  }
}

function equality(name: string, value: string | number | boolean | null): Sql {
  return value === null ? sql`${sql.ref(name)} IS NULL` : sql`${sql.ref(name)} = ${encodeValue(value)}`;
}

function range(name: string, from: Bound | undefined, to: Bound | undefined): Sql {
  const parts: Sql[] = [];
  if (from !== undefined) parts.push(from.inclusive ? sql`${sql.ref(name)} >= ${from.value}` : sql`${sql.ref(name)} > ${from.value}`);
  if (to !== undefined) parts.push(to.inclusive ? sql`${sql.ref(name)} <= ${to.value}` : sql`${sql.ref(name)} < ${to.value}`);
  return parts.length === 0 ? sql`${sql.ref(name)} IS NOT NULL` : sql`(${sql.join(parts, sql` AND `)})`;
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
