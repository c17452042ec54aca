import Database from 'better-sqlite3';
import pg from 'pg';

/** Asks the store itself, past the server. */
export type Ask = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

export interface StoreAccess {
  readonly engine: 'sqlite' | 'postgres';
  /** The file, or the URL. */
  readonly place: string;
}

export async function withStore<Answer>({ engine, place }: StoreAccess, use: (ask: Ask) => Promise<Answer>): Promise<Answer> {
  if (engine === 'sqlite') {
    const connection = new Database(place, { readonly: true, timeout: 10_000 });
    try {
      return await use(async (sql) => connection.prepare<[], Record<string, unknown>>(sql).all());
    } finally {
      connection.close();
    }
  }
  const client = new pg.Client({ connectionString: place });
  await client.connect();
  try {
    return await use(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows);
  } finally {
    await client.end();
  }
}

const COUNT_CONTACTS = `SELECT count(*) FROM contact_point p WHERE p.entity = 'client' AND p.record_id = c.id AND p.field`;

/**
 * What a client is made of: each query finds the clients, or the rows, that are not whole. Nothing is deleted here; the
 * conditions say so where an index serves living rows alone.
 */
const HALVES: Readonly<Record<string, string>> = {
  'client without its history line': `SELECT c.id FROM e_client c WHERE (SELECT count(*) FROM e_activity a WHERE a.deleted_at IS NULL AND a.client = c.id AND a.kind = 'created') <> 1`,
  'client whose history is not one line a change': `SELECT c.id FROM e_client c WHERE (SELECT count(*) FROM e_activity a WHERE a.deleted_at IS NULL AND a.client = c.id AND a.kind = 'changed') <> c.version - 1`,
  'client whose change log is not one row a version': `SELECT c.id FROM e_client c WHERE (SELECT count(*) FROM change_log l WHERE l.entity = 'client' AND l.record_id = c.id) <> c.version`,
  'client whose outbox is not one event a version': `SELECT c.id FROM e_client c LEFT JOIN (SELECT record_id, count(*) AS events FROM outbox WHERE entity = 'client' GROUP BY record_id) o ON o.record_id = c.id WHERE coalesce(o.events, 0) <> c.version`,
  'client without its phone as a contact point': `SELECT c.id FROM e_client c WHERE (${COUNT_CONTACTS} = 'phones') <> 1`,
  'client without its e-mail as a contact point': `SELECT c.id FROM e_client c WHERE (${COUNT_CONTACTS} = 'emails') <> 1`,
  'client without its requisites': `SELECT c.id FROM e_client c WHERE (SELECT count(*) FROM e_requisites r WHERE r.deleted_at IS NULL AND r.client = c.id) <> 1`,
  'client without a search text': `SELECT c.id FROM e_client c WHERE c.search IS NULL OR c.name__key IS NULL OR c.name__sort IS NULL`,
  'client of a territory that is not there': `SELECT c.id FROM e_client c WHERE c.territory IS NOT NULL AND NOT EXISTS (SELECT 1 FROM e_territory t WHERE t.id = c.territory)`,
  'territory that no client came with': `SELECT t.id FROM e_territory t WHERE t.title LIKE 'Край %' AND NOT EXISTS (SELECT 1 FROM e_client c WHERE c.deleted_at IS NULL AND c.territory = t.id)`,
  'history line of no client': `SELECT a.id FROM e_activity a WHERE NOT EXISTS (SELECT 1 FROM e_client c WHERE c.id = a.client)`,
  'change log of no client': `SELECT l.id FROM change_log l WHERE l.entity = 'client' AND NOT EXISTS (SELECT 1 FROM e_client c WHERE c.id = l.record_id)`,
  'event of no client': `SELECT o.id FROM outbox o WHERE o.entity = 'client' AND NOT EXISTS (SELECT 1 FROM e_client c WHERE c.id = o.record_id)`,
  'contact point of no client': `SELECT p.record_id AS id FROM contact_point p WHERE p.entity = 'client' AND NOT EXISTS (SELECT 1 FROM e_client c WHERE c.id = p.record_id)`,
  'uid of two clients': `SELECT min(c.id) AS id FROM e_client c GROUP BY c.external_id HAVING count(*) > 1`,
  'title of two clients': `SELECT min(c.id) AS id FROM e_client c GROUP BY c.name__key HAVING count(*) > 1`,
  'title of two territories': `SELECT min(t.id) AS id FROM e_territory t GROUP BY t.title__key HAVING count(*) > 1`,
};

/** The search index of SQLite is a table of its own; PostgreSQL keeps its one by itself. */
const SQLITE_HALVES: Readonly<Record<string, string>> = {
  'client that is not in the search index': `SELECT c.id FROM e_client c WHERE NOT EXISTS (SELECT 1 FROM e_client_fts_docsize d WHERE d.id = c.id)`,
  'search entry of no client': `SELECT d.id FROM e_client_fts_docsize d WHERE NOT EXISTS (SELECT 1 FROM e_client c WHERE c.id = d.id)`,
  'sequence behind its table': `SELECT value AS id FROM sequence WHERE name = 'e_client' AND value < (SELECT coalesce(max(id), 0) FROM e_client)`,
};

/** Everything in the store that is there by half, in words. */
export async function findHalves(engine: StoreAccess['engine'], ask: Ask): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, sql] of Object.entries(engine === 'sqlite' ? { ...HALVES, ...SQLITE_HALVES } : HALVES)) {
    const rows = await ask(sql);
    if (rows.length > 0) found.push(`${name}: ${rows.length}, for example id ${String(rows[0]?.['id'])}`);
  }
  return found;
}

/** Whether the file, and the search index in it, are sound. */
export function checkSqliteFile(file: string): readonly string[] {
  const connection = new Database(file, { timeout: 10_000 });
  try {
    const lines = connection.pragma('integrity_check', { simple: false });
    const faults = Array.isArray(lines) ? lines.map((line) => JSON.stringify(line)).filter((line) => !line.includes('"ok"')) : [];
    connection.exec(`INSERT INTO e_client_fts (e_client_fts) VALUES ('integrity-check')`);
    return faults;
  } catch (error) {
    return [String(error)];
  } finally {
    connection.close();
  }
}
