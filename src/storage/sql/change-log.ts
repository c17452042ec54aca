import { CHANGE_ACTIONS, type ChangeQuery, type LoggedChange, type LoggedPage } from '../../core/changes/logged-change.ts';
import type { FieldValues } from '../../core/values.ts';
import type { SqlFlavour } from './flavour.ts';
import type { Row, SqlValue, Statement } from './statement.ts';

type LogFlavour = Pick<SqlFlavour, 'loggedDeletion'>;
type Bind = (value: SqlValue) => string;

/** From so many entities a page is merged, each read newest first by its index; more of them are most of the log. */
const MAX_MERGED = 100;
const NEWEST_FIRST = 'ORDER BY at DESC, id DESC';

/** Reads a page of the change log, and counts what it is a page of; `ask` runs where long reads do. */
export async function readLog(flavour: LogFlavour, query: ChangeQuery, ask: (statement: Statement) => Promise<readonly Row[]>): Promise<LoggedPage> {
  if (query.entities.length === 0 || query.actions?.length === 0) return { rows: [], total: 0 };
  const [counted] = await ask(compileLogCount(flavour, query));
  const total = Number(counted?.['total']);
  const rows = query.offset < total && query.limit > 0 ? await ask(compileLogPage(flavour, query)) : [];
  return { rows: rows.map(decodeChange), total };
}

/** A page of the log: the newest of each entity are read by its index, so that none is read far beyond the page. */
export function compileLogPage(flavour: LogFlavour, query: ChangeQuery): Statement {
  return bound((bind) => {
    const newest = groupsOf(query).map((entities) => `SELECT id, at FROM (SELECT id, at FROM change_log WHERE ${conditions(flavour, query, entities, bind)} ${NEWEST_FIRST} LIMIT ${bind(query.offset + query.limit)}) AS part`);
    const page = `SELECT id FROM (${newest.join(' UNION ALL ')}) AS newest ${NEWEST_FIRST} LIMIT ${bind(query.limit)} OFFSET ${bind(query.offset)}`;
    const columns = ['id', 'at', 'actor_id', 'face', 'key_id', 'entity', 'record_id', 'before', 'after'].map((name) => `log.${name}`).join(', ');
    return `SELECT ${columns}, ${actionOf(flavour)} AS action FROM (${page}) AS page CROSS JOIN change_log AS log WHERE log.id = page.id ORDER BY log.at DESC, log.id DESC`;
  });
}

/** How many rows of the log there are in all. */
export function compileLogCount(flavour: LogFlavour, query: ChangeQuery): Statement {
  return bound((bind) => `SELECT count(*) AS total FROM change_log WHERE ${conditions(flavour, query, query.entities, bind)}`);
}

/** One group is read at once. The rows of one record are few, whatever its entity. */
function groupsOf({ entities, recordId }: ChangeQuery): readonly (readonly string[])[] {
  const distinct = [...new Set(entities)];
  return recordId !== undefined || distinct.length > MAX_MERGED ? [distinct] : distinct.map((entity) => [entity]);
}

function conditions(flavour: LogFlavour, query: ChangeQuery, entities: readonly string[], bind: Bind): string {
  const compare = (column: string, sign: string, value: SqlValue | undefined): readonly string[] => (value === undefined ? [] : [`${column} ${sign} ${bind(value)}`]);
  return [
    `entity IN (${entities.map(bind).join(', ')})`,
    ...compare('record_id', '=', query.recordId),
    ...compare('actor_id', '=', query.actorId),
    ...compare('face', '=', query.face),
    ...compare('at', '>=', query.from),
    ...compare('at', '<', query.to),
    ...(query.actions === undefined ? [] : [`${actionOf(flavour)} IN (${query.actions.map(bind).join(', ')})`]),
  ].join(' AND ');
}

/** A deletion is kept as an update of `deleted_at`, and so is what takes it back. */
function actionOf({ loggedDeletion }: LogFlavour): string {
  return `CASE WHEN action = 'insert' THEN 'created' WHEN action = 'purge' THEN 'purged' WHEN ${loggedDeletion} IS NULL THEN 'changed' WHEN ${loggedDeletion} = 'null' THEN 'restored' ELSE 'deleted' END`;
}

/** The text that `write` makes, with its parameters numbered in their order. */
function bound(write: (bind: Bind) => string): Statement {
  const params: SqlValue[] = [];
  const sql = write((value) => `$${params.push(value)}`);
  return { sql, params };
}

function decodeChange(row: Row): LoggedChange {
  const numberOf = (name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);
  return {
    id: Number(row['id']),
    at: Number(row['at']),
    actorId: numberOf('actor_id'),
    face: String(row['face']),
    keyId: numberOf('key_id'),
    entity: String(row['entity']),
    recordId: Number(row['record_id']),
    action: CHANGE_ACTIONS.find((known) => known === row['action']) ?? 'changed',
    before: decodeValues(row['before']),
    after: decodeValues(row['after']),
  };
}

function decodeValues(text: SqlValue | undefined): FieldValues | null {
  const values: unknown = typeof text === 'string' ? JSON.parse(text) : null;
  return isValues(values) ? values : null;
}

function isValues(values: unknown): values is FieldValues {
  return typeof values === 'object' && values !== null && !Array.isArray(values);
}
