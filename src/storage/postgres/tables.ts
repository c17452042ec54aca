import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { BUMP_METADATA, schemaStatements } from '../sql/schema.ts';
import { tableOf } from '../sql/table-plan.ts';
import { runStatement, type ConnectionSettings, type Session } from './connection.ts';
import type { Epoch } from './epoch-watch.ts';
import { changeTables, inTransaction } from './migrate.ts';
import { settleAll } from './settle-all.ts';
import { postgresFlavour } from './sql-flavour.ts';

/**
 * Makes tables hold these entities: one transaction, one process at a time. Gives the epoch that it made; nothing when
 * entities have changed since the revision `basedOn`.
 */
export function saveTables(settings: ConnectionSettings, entities: readonly EntityDefinition[], basedOn?: number): Promise<Epoch | undefined> {
  return changeTables(settings, (session) => inTransaction(session, async () => {
    if (basedOn !== undefined && (await epochOf(session)).metadata !== basedOn) return undefined;
    await findTrigrams(session);
    const columns = await columnsNow(session);
    const statements = [...entities.flatMap((entity) => schemaStatements(postgresFlavour, entity, columns.get(tableOf(entity.name)))), BUMP_METADATA];
    await settleAll(statements.map((statement) => runStatement(session, statement)));
    return epochOf(session);
  }));
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
  await session.run(`SELECT set_config('search_path', current_setting('search_path') || ', ' || quote_ident(extnamespace::regnamespace::text), true) FROM pg_extension WHERE extname = 'pg_trgm'`, []);
}
