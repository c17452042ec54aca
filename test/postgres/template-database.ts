import pg from 'pg';
import { openPostgres } from '../../src/storage/postgres/index.ts';
import type { StoreTemplate } from '../support/store-template.ts';

/** Where a store lives inside a database of its own. */
export const OWN_SCHEMA = 'store';
const PREFIX = 'tolmach_tpl_';

/** The database of a template, made unless it is there; `run` tells the templates of one run of the suite from another's. */
export async function templateDatabase(serverUrl: string, run: string, { key, fill }: StoreTemplate): Promise<string> {
  const name = `${PREFIX}${run}_${key}`;
  await asked(serverUrl, async (client) => {
    // One process makes it, the others wait; the lock goes with the connection.
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND NOT datallowconn', [name]);
    if (rowCount !== 0) return;
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}"`);
    const storage = await openPostgres(databaseUrl(serverUrl, name).href, { schema: OWN_SCHEMA });
    try {
      await fill(storage);
    } finally {
      await storage.close();
    }
    // Finished, and from now on nobody's: a database is copied only while no one is in it.
    await client.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  });
  return name;
}

/** Makes a database that holds what the template does. */
export async function copyDatabase(serverUrl: string, template: string, name: string): Promise<void> {
  await asked(serverUrl, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`));
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await asked(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
}

/** Removes the templates of a run from a server that outlives it. */
export async function dropTemplates(serverUrl: string, run: string): Promise<void> {
  await asked(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)', [`${PREFIX}${run}_`]);
    for (const { name } of rows) await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  });
}

/** The address of another database of the same server. */
export function databaseUrl(serverUrl: string, name: string): URL {
  const address = new URL(serverUrl);
  address.pathname = `/${name}`;
  return address;
}

async function asked(serverUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
