import { sql, type RawBuilder } from 'kysely';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { Filter } from '../../core/query/filter.ts';
import type { RecordQuery, Sort } from '../../core/query/record-query.ts';
import { SYSTEM_FIELDS } from '../../core/values.ts';
import { column, compileFilter, fieldOf } from './compile-filter.ts';
import type { SqlFlavour } from './flavour.ts';
import type { SqlValue, Statement } from './statement.ts';
import { createdIndex, idsIndex, listedIndex, sortColumn, tableOf } from './table-plan.ts';

const SYSTEM: ReadonlySet<string> = new Set(SYSTEM_FIELDS);
const NEVER_NULL: ReadonlySet<string> = new Set(['id', 'version', 'created_at']);

/** Rows passed over on the way to a deeper page are not read: the ids of the page are found first, by indexes alone where they can be. */
export const DEEP_OFFSET = 1000;

/** One page of living records, by the way through the table that `plan` says. */
export function compilePage(flavour: SqlFlavour, entity: EntityDefinition, query: RecordQuery, plan: Plan = 'planner'): Statement {
  const walk = plan === 'walk' ? flavour.walk(walkedIndex(entity, query)) : plan === 'members' ? flavour.walk(undefined) : undefined;
  const wanted = query.fields === undefined ? [...SYSTEM_FIELDS, ...entity.fields.map((field) => field.name)] : [...new Set(['id', 'version', ...query.fields.map((name) => column(entity, name))])];
  const from = sql`${sql.table(tableOf(entity.name))}${walk === undefined ? sql`` : sql` ${walk}`}`;
  const where = sql`deleted_at IS NULL AND ${compileFilter(flavour, entity, query.filter, plan !== 'walk' && plan !== 'members')}`;
  const order = orderBy(flavour, entity, query.sort, plan === 'select' || plan === 'members');
  const columns = sql.join(wanted.map((name) => sql.ref(name)));
  const page = (what: RawBuilder<unknown>, by = order): RawBuilder<unknown> => sql`SELECT ${what} FROM ${from} WHERE ${where} ORDER BY ${by} LIMIT ${query.limit} OFFSET ${query.offset}`;
  if (query.offset <= DEEP_OFFSET) return toStatement(flavour, page(columns));
  const ids = page(sql.ref('id'), isUsualList(entity, query) ? usualOrder(entity, query.sort) : order);
  return toStatement(flavour, sql`SELECT ${columns} FROM ${sql.table(tableOf(entity.name))} WHERE id IN (${ids}) ORDER BY ${orderBy(flavour, entity, query.sort, false)}`);
}

/**
 * Conditions are tested on rows of the table, which lie in the order of ids; without any, and with those of the usual list
 * alone, ids are passed over in an index.
 */
function walkedIndex(entity: EntityDefinition, { sort, filter, offset }: RecordQuery): string | undefined {
  if (sort.field !== 'id') return createdIndex(entity.name);
  if (offset <= DEEP_OFFSET) return undefined;
  return filter.kind === 'all' ? idsIndex(entity) : isUsualList(entity, { sort, filter }) ? listedIndex(entity) : undefined;
}

/** The order of the usual list as its index has it: what all its records share goes before, because PostgreSQL does not see that they do. */
function usualOrder({ listed = [] }: EntityDefinition, { descending }: Sort): RawBuilder<unknown> {
  return sql.join([...listed, 'id'].map((name) => (descending ? sql`${sql.ref(name)} DESC` : sql`${sql.ref(name)} ASC`)));
}

/** Whether a query asks, in the order of ids, for a value of each field that the usual list chooses by, and nothing more but where its ids lie. */
function isUsualList({ listed = [] }: EntityDefinition, { sort, filter }: Pick<RecordQuery, 'sort' | 'filter'>): boolean {
  if (sort.field !== 'id') return false;
  const parts = filter.kind === 'and' ? filter.filters : [filter];
  const said = parts.flatMap((part) => (part.kind === 'equals' ? [part.field] : []));
  const isRange = (part: Filter): boolean => part.kind === 'range' && part.field === 'id';
  return listed.length > 0 && said.length === listed.length && listed.every((name) => said.includes(name)) && parts.every((part) => part.kind === 'equals' || isRange(part));
}

/**
 * How many living records a selection has, and between which ids they lie; of a search also which they are, where they are
 * no more than `few`: looking for them costs more than all that is done with them.
 */
export function compileCount(flavour: SqlFlavour, entity: EntityDefinition, filter: Filter, few: number, extra: RawBuilder<unknown>): Statement {
  const members = isSearch(filter) ? sql`, CASE WHEN count(*) <= ${sql.lit(few)} THEN string_agg(CAST(id AS text), ',') END AS members` : sql``;
  return toStatement(flavour, sql`SELECT count(*) AS total, min(id) AS first, max(id) AS last, ${extra} AS position${members} FROM ${sql.table(tableOf(entity.name))} WHERE deleted_at IS NULL AND ${compileFilter(flavour, entity, filter)}`);
}

/** Whether a filter looks for words. */
export function isSearch(filter: Filter): boolean {
  return filter.kind === 'search' || (filter.kind === 'and' && filter.filters.some(isSearch));
}

/** Whether any living record satisfies a filter. */
export function compileExists(flavour: SqlFlavour, entity: EntityDefinition, filter: Filter): Statement {
  return toStatement(flavour, sql`SELECT 1 FROM ${sql.table(tableOf(entity.name))} WHERE deleted_at IS NULL AND ${compileFilter(flavour, entity, filter)} LIMIT 1`);
}

/** The text and parameters of a fragment. */
export function toStatement(flavour: SqlFlavour, fragment: RawBuilder<unknown>): Statement {
  const { sql: text, parameters } = fragment.compile(flavour.compiler);
  return { sql: text, params: parameters.map(toSqlValue) };
}

function toSqlValue(value: unknown): SqlValue {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new TypeError(`a ${typeof value} cannot be bound`);
}

/** How an engine without statistics gets through a table: as it thinks best, along the order, selection first, or by the ids that the filter names. */
export type Plan = 'planner' | 'walk' | 'select' | 'members';

/** How many of these rows a walk along the order passes, if the selection is spread evenly over them. */
export function expectedWalk(query: RecordQuery, rows: number): number {
  const total = Math.max(query.total ?? 0, 1);
  return ((query.offset + query.limit) * Math.max(rows, total)) / total;
}

/**
 * Without statistics a planner guesses; the size of the selection is known here. A large selection is met soon by
 * walking the order and testing rows; a small one is found first and sorted after: whichever touches fewer rows.
 * Where a field's own index gives both condition and order, the planner finds it without help.
 */
export function choosePlan(entity: EntityDefinition, query: RecordQuery, rows: number): Plan {
  if (query.total === undefined || (query.sort.field !== 'created_at' && query.sort.field !== 'id')) return 'planner';
  if (query.filter.kind === 'all') return 'walk';
  // No index of a field gives the order of ids.
  if (query.sort.field === 'id') return expectedWalk(query, rows) <= query.total ? 'walk' : 'select';
  const parts = query.filter.kind === 'and' ? query.filter.filters : [query.filter];
  const leading = parts.some((part) => part.kind === 'equals' && entity.fields.some((field) => field.indexed && field.name === part.field));
  if (leading && !parts.some((part) => part.kind === 'search')) return 'planner';
  return expectedWalk(query, rows) <= query.total ? 'walk' : 'select';
}

function orderBy(flavour: SqlFlavour, entity: EntityDefinition, sort: Sort, chosenFirst: boolean): RawBuilder<unknown> {
  const name = SYSTEM.has(sort.field) ? sort.field : sortColumn(fieldOf(entity, sort.field));
  const term = chosenFirst ? flavour.unindexed(sql.ref(name)) : sql.ref(name);
  const direction = sort.descending ? sql`DESC` : sql`ASC`;
  if (name === 'id') return sql`${term} ${direction}`;
  const nulls = NEVER_NULL.has(name) || isRequired(entity, sort.field) ? sql`` : sql` NULLS LAST`;
  return sql`${term} ${direction}${nulls}, id ${direction}`;
}

function isRequired(entity: EntityDefinition, name: string): boolean {
  return entity.fields.some((field) => field.name === name && field.required);
}
