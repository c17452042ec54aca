import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CrmError } from '../../core/errors.ts';
import { pendingMigrations, readMigrations, type Migration } from '../sql/migrations.ts';
import { openSession, type ConnectionSettings, type Session } from './connection.ts';
import { ROUTED } from './delivery-place.ts';
import { codeOf, toUnavailable } from './translate-error.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/u;

/** Changes of tables may take as long as they need, but wait for others only so long. */
const LIMITS = { purpose: 'migration', statementMs: 0, lockMs: 60_000 };
/** One process at a time changes tables; the key is one for the database, because extensions are too. */
const TRY_LOCK = `SELECT pg_try_advisory_lock(hashtextextended('tolmach/tables', 0))::int AS taken`;
const TRIED_EVERY_MS = 50;
const UNLOCK = `SELECT pg_advisory_unlock(hashtextextended('tolmach/tables', 0))`;

/** Brings the database to the newest version, each migration in a transaction of its own. Gives the names of those applied. */
export async function migratePostgres(url: string, options: { readonly schema?: string } = {}): Promise<readonly string[]> {
  const { schema } = options;
  if (schema !== undefined && !SCHEMA_NAME.test(schema)) throw new CrmError('invalid', { reason: 'a schema is named with small Latin letters, digits and _' });
  const migrations = await readMigrations(FOLDER);
  const applied = await changeTables(schema === undefined ? { url } : { url, schema }, async (session) => {
    await checkEncoding(session);
    if (schema !== undefined) await createSchema(session, schema);
    await session.script('CREATE TABLE IF NOT EXISTS tolmach_migration (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())');
    const pending = pendingMigrations(migrations, await versionOf(session));
    if (pending.length > 0) await ensureTrigrams(session);
    for (const migration of pending) await inTransaction(session, () => apply(session, migration));
    await forgetForeignTransactions(session);
    return pending;
  });
  return applied.map(fileName);
}

/** Runs `work` on a connection of its own while no other process changes tables. */
export async function changeTables<Answer>(settings: ConnectionSettings, work: (session: Session) => Promise<Answer>): Promise<Answer> {
  const session = await openSession(settings, LIMITS);
  try {
    await takeLock(session);
    const answer = await work(session);
    await session.run(UNLOCK, []);
    return answer;
  } catch (error) {
    throw error instanceof Error && codeOf(error) !== '' ? toUnavailable(error) : error;
  } finally {
    // Ends the lock too, where the work failed.
    await session.close().catch(() => undefined);
  }
}

/** Asks again and again: an index that is built beside writers waits for every statement that waits inside the server. */
async function takeLock(session: Session): Promise<void> {
  for (let waited = 0; ; waited += TRIED_EVERY_MS) {
    const { rows } = await session.run(TRY_LOCK, []);
    if (Number(rows[0]?.['taken']) === 1) return;
    if (waited >= LIMITS.lockMs) throw new CrmError('unavailable', { reason: 'another process has been changing tables for long' });
    await sleep(TRIED_EVERY_MS);
  }
}

/** Commits what `work` did, or nothing of it. */
export async function inTransaction<Answer>(session: Session, work: () => Promise<Answer>): Promise<Answer> {
  await session.script('BEGIN');
  try {
    const answer = await work();
    await session.script('COMMIT');
    return answer;
  } catch (error) {
    await session.script('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** The names of migrations that a database still lacks; for the health check. */
export async function missingMigrations(session: Pick<Session, 'run'>): Promise<readonly string[]> {
  return pendingMigrations(await readMigrations(FOLDER), await versionOf(session)).map(fileName);
}

async function versionOf(session: Pick<Session, 'run'>): Promise<number> {
  const { rows } = await session.run('SELECT coalesce(max(number), 0) AS version FROM tolmach_migration', []);
  return Number(rows[0]?.['version']);
}

async function apply(session: Session, { number, name, sql }: Migration): Promise<void> {
  await session.script(sql);
  await session.run('INSERT INTO tolmach_migration (number, name) VALUES ($1, $2)', [number, name]);
}

/**
 * A dump brings the numbers of its server's transactions along. Those that are yet to come here would make changes of
 * long ago look new; 1 is older than any. A row that is really of this server never bears such a number.
 */
async function forgetForeignTransactions(session: Session): Promise<void> {
  await session.script(`UPDATE change_log SET txid = '1' WHERE txid >= ${TO_COME}`);
  const { count } = await session.run(`SELECT 1 FROM delivery_place WHERE ${FOREIGN_PLACE} OR EXISTS (SELECT 1 FROM outbox WHERE txid >= ${TO_COME})`, []);
  if (count > 0) await inTransaction(session, () => keepPlace(session));
}

const TO_COME = 'pg_snapshot_xmax(pg_current_snapshot())';
const FOREIGN_PLACE = [1, 2].map((part) => `pg_snapshot_xmax(nullif(split_part(place, '|', ${part}), '')::pg_snapshot) > ${TO_COME}`).join(' OR ');

/**
 * The same for the outbox, where what is new must stay so: it is of this transaction now, and the place is just before
 * it. That of a snapshot would not do, because a snapshot counts its own transaction as seen. Nobody else is writing: a
 * store that is served has no such numbers.
 */
async function keepPlace(session: Session): Promise<void> {
  await session.script(`UPDATE outbox AS o SET txid = CASE WHEN ${ROUTED} THEN '1' ELSE pg_current_xact_id() END WHERE o.txid >= ${TO_COME} OR NOT ${ROUTED}`);
  await session.script(`UPDATE delivery_place SET place = pg_current_xact_id()::text || ':' || pg_current_xact_id()::text || ':'`);
}

/** Asked first, because "if not exists" wants the right to create even where there is nothing to do. */
async function createSchema(session: Session, schema: string): Promise<void> {
  const { count } = await session.run('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (count === 0) await session.script(`CREATE SCHEMA "${schema}"`);
}

async function checkEncoding(session: Session): Promise<void> {
  const { rows } = await session.run(`SELECT current_setting('server_encoding') AS encoding`, []);
  const encoding = String(rows[0]?.['encoding']);
  if (encoding !== 'UTF8') throw new CrmError('unavailable', { reason: `the database keeps text as ${encoding}: create it with ENCODING 'UTF8'` });
}

/** The search index is made of trigrams. The extension is one for the database, whichever schema asks for it first. */
async function ensureTrigrams(session: Session): Promise<void> {
  const { count } = await session.run(`SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`, []);
  if (count > 0) return;
  const { rows } = await session.run(`SELECT to_regnamespace('public') IS NOT NULL AS public`, []);
  try {
    await session.script(`CREATE EXTENSION pg_trgm${String(rows[0]?.['public']) === 'true' ? ' SCHEMA public' : ''}`);
  } catch (error) {
    const reason = extensionSentence(codeOf(error));
    throw reason === undefined ? error : new CrmError('unavailable', { reason });
  }
}

function extensionSentence(code: string): string | undefined {
  switch (code) {
    case '42501': return 'the search needs the extension pg_trgm, and this user may not create it: let an administrator run "CREATE EXTENSION pg_trgm" in this database once';
    case '0A000':
    case '58P01': return 'the search needs the extension pg_trgm, and this server does not have it: install its contrib package (postgresql-contrib)';
    default: return undefined;
  }
}

function fileName({ number, name }: Migration): string {
  return `${String(number).padStart(4, '0')}_${name}`;
}
