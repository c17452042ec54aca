import { createHash } from 'node:crypto';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { FieldRenames } from '../../core/storage.ts';
import { addedColumns, checkNames, createIndex } from '../sql/schema.ts';
import type { Statement } from '../sql/statement.ts';
import { columnsOfField, indexesOf, tableOf, type IndexPlan } from '../sql/table-plan.ts';
import type { Session } from './connection.ts';
import { inGaps } from './in-gaps.ts';
import { postgresFlavour } from './sql-flavour.ts';

/** An index of a smaller table is built in milliseconds, whoever waits. */
const LARGE_BYTES = 16 * 1024 * 1024;

/**
 * Adds columns to large tables and builds their new indexes beside those who read and write; what this leaves to do is
 * done at once. A build that fails leaves nothing but columns that nobody knows of.
 */
export async function buildAhead(session: Session, entities: readonly EntityDefinition[], columns: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  for (const entity of entities) {
    const existing = columns.get(tableOf(entity.name));
    if (existing === undefined || !(await isLarge(session, entity))) continue;
    checkNames(entity);
    const added = addedColumns(postgresFlavour, entity, existing);
    if (added.length > 0) await inGaps(session, () => session.script(added.join('; ')));
    for (const index of indexesOf(entity)) await buildBeside(session, entity, index);
  }
}

/**
 * Builds the indexes that fields of a large table will have under their new names, under names of their own; gives the
 * statements that rename them. Unique ones are left out: they would refuse values before the fields are what they will be.
 */
export async function buildForRenames(session: Session, before: EntityDefinition, { entity: after, renames }: FieldRenames): Promise<readonly Statement[]> {
  if (!(await isLarge(session, before))) return [];
  checkNames(after);
  const now = namesNow(before, renames);
  const ready: Statement[] = [];
  for (const index of indexesOf(after).filter(({ unique, columns }) => !unique && columns.some((name) => now.has(name)))) {
    const early = { ...index, columns: index.columns.map((name) => now.get(name) ?? name) };
    const name = `nx_${createHash('sha256').update(JSON.stringify([after.name, early.name, early.columns])).digest('hex').slice(0, 16)}`;
    await buildBeside(session, before, { ...early, name });
    ready.push({ sql: `ALTER INDEX "${name}" RENAME TO "${index.name}"`, params: [] });
  }
  return ready;
}

/** The columns of fields about to be renamed, by the names that they will have. */
function namesNow(before: EntityDefinition, renames: FieldRenames['renames']): ReadonlyMap<string, string> {
  return new Map(renames.flatMap(({ from, to }) => {
    const field = before.fields.find(({ name }) => name === from);
    if (field === undefined) return [];
    const later = columnsOfField({ ...field, name: to });
    return columnsOfField(field).map(({ name }, at): [string, string] => [later[at]?.name ?? name, name]);
  }));
}

async function isLarge(session: Session, { name }: EntityDefinition): Promise<boolean> {
  const { rows } = await session.run('SELECT coalesce(pg_relation_size(to_regclass($1)), 0) AS bytes', [`"${tableOf(name)}"`]);
  return Number(rows[0]?.['bytes']) > LARGE_BYTES;
}

/** One that an earlier try left half-built keeps on costing, and refusing values, and is never used: it is built anew. */
async function buildBeside(session: Session, entity: EntityDefinition, index: IndexPlan): Promise<void> {
  const { rows } = await session.run(`SELECT (i.indisvalid AND i.indisready)::int AS usable FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname = $1 AND c.relnamespace = current_schema()::regnamespace`, [index.name]);
  const usable = rows[0]?.['usable'];
  if (usable === 1) return;
  if (usable === 0) await drop(session, index);
  try {
    await session.run(createIndex(postgresFlavour, entity, index, 'INDEX CONCURRENTLY'), []);
  } catch (error) {
    await drop(session, index).catch(() => undefined);
    throw error;
  }
}

function drop(session: Session, { name }: IndexPlan): Promise<void> {
  return inGaps(session, () => session.script(`DROP INDEX IF EXISTS "${name}"`));
}
