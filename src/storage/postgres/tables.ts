import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { FieldRenames, RenameOutcome } from '../../core/storage.ts';
import { fenceKey } from '../sql/fence.ts';
import { readEntities } from '../sql/metadata-rows.ts';
import { renameStatements } from '../sql/rename-fields.ts';
import { BUMP_METADATA, schemaStatements } from '../sql/schema.ts';
import { tableOf } from '../sql/table-plan.ts';
import { buildAhead, buildForRenames } from './build-ahead.ts';
import { runStatement, type ConnectionSettings, type Session } from './connection.ts';
import type { Epoch } from './epoch-watch.ts';
import { inGaps } from './in-gaps.ts';
import { changeTables } from './migrate.ts';
import { settleAll } from './settle-all.ts';
import { postgresFlavour } from './sql-flavour.ts';
import { lockSql } from './unit-claims.ts';

/**
 * Makes tables hold these entities: one process at a time, and one transaction for all that those who use a large table
 * need not wait for. Gives the epoch that it made; nothing when entities have changed since the revision `basedOn`.
 */
export function saveTables(settings: ConnectionSettings, entities: readonly EntityDefinition[], basedOn?: number): Promise<Epoch | undefined> {
  return changeTables(settings, async (session) => {
    // Nobody else changes tables until this is done.
    if (basedOn !== undefined && (await epochOf(session)).metadata !== basedOn) return undefined;
    await buildAhead(session, entities, await columnsNow(session));
    return inGaps(session, () => keepEntities(session, entities));
  });
}

async function keepEntities(session: Session, entities: readonly EntityDefinition[]): Promise<Epoch> {
  await findTrigrams(session);
  const columns = await columnsNow(session);
  const kept = new Map((await definitionsNow(session)).map((entity) => [entity.name, entity]));
  const statements = [...entities.flatMap((entity) => schemaStatements(postgresFlavour, entity, columns.get(tableOf(entity.name)), kept.get(entity.name))), BUMP_METADATA];
  await settleAll(statements.map((statement) => runStatement(session, statement)));
  return epochOf(session);
}

/** Renames fields while nobody writes records of the entity; gives what became of it, and the epoch that it made. */
export function renameColumns(settings: ConnectionSettings, renames: FieldRenames): Promise<{ readonly outcome: RenameOutcome; readonly epoch?: Epoch }> {
  const { entity, basedOn, since, besides = '' } = renames;
  return changeTables(settings, async (session) => {
    const known = (await definitionsNow(session)).find(({ name }) => name === entity.name);
    if (known === undefined || (await epochOf(session)).metadata !== basedOn) return { outcome: 'redefined' };
    const ready = await buildForRenames(session, known, renames);
    return inGaps(session, async () => {
      await session.run(lockSql('pg_advisory_xact_lock'), [[fenceKey(entity.name)]]);
      // Who has not heard of the fence may be writing: what he wrote must be seen by the question whether anything was.
      await session.run(`LOCK TABLE "${tableOf(entity.name)}" IN ACCESS EXCLUSIVE MODE`, []);
      const before = (await definitionsNow(session)).find(({ name }) => name === entity.name);
      if (before === undefined || (await epochOf(session)).metadata !== basedOn) return { outcome: 'redefined' };
      if (since !== undefined && (await session.run(SOME_CHANGED_SINCE, [entity.name, since, besides])).count > 0) return { outcome: 'rewritten' };
      await findTrigrams(session);
      await settleAll([...renameStatements(postgresFlavour, before, renames, ready), BUMP_METADATA].map((statement) => runStatement(session, statement)));
      return { outcome: 'done', epoch: await epochOf(session) };
    });
  });
}

const LATER_CHANGES = `change_log
  WHERE entity = $1 AND face <> $3 AND txid >= pg_snapshot_xmin($2::pg_snapshot) AND NOT pg_visible_in_snapshot(txid, $2::pg_snapshot)`;

/** The ids of the records of an entity (`$1`) whose changes a snapshot (`$2`) had not seen, but for those through a face (`$3`). */
export const CHANGED_SINCE = `SELECT DISTINCT record_id FROM ${LATER_CHANGES}`;

/** Whether there are any. Asked while everybody waits, and mostly there are none: the order keeps the planner from looking through all that was ever changed. */
export const SOME_CHANGED_SINCE = `SELECT 1 FROM ${LATER_CHANGES} ORDER BY txid LIMIT 1`;

async function definitionsNow(session: Session): Promise<readonly EntityDefinition[]> {
  return readEntities((await session.run('SELECT definition FROM entity', [])).rows);
}

async function epochOf(session: Session): Promise<Epoch> {
  const { rows } = await session.run('SELECT value, metadata FROM epoch', []);
  return { value: Number(rows[0]?.['value']), metadata: Number(rows[0]?.['metadata']) };
}

/** The columns that tables have now. */
export async function columnsNow(session: Pick<Session, 'run'>): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await session.run(`SELECT c.relname::text AS "table", a.attname::text AS "column" FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped`, []);
  return new Map([...Map.groupBy(rows, (row) => String(row['table']))].map(([table, columns]) => [table, new Set(columns.map((row) => String(row['column'])))]));
}

/** An administrator may keep extensions in a schema of their own; index definitions must find them there. */
async function findTrigrams(session: Session): Promise<void> {
  await session.run(`SELECT set_config('search_path', current_setting('search_path') || ', ' || extnamespace::regnamespace::text, true) FROM pg_extension WHERE extname = 'pg_trgm'`, []);
}
