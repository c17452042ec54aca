import pg from 'pg';
import { openPostgres } from '../src/storage/postgres/index.ts';
import { createDatabase } from '../test/postgres/create-database.ts';
import { loadClients, prepareStore } from './load-clients.ts';

const GROUP = 2000;

/** Makes a database of this name on the server and fills it with `count` clients; gives its URL and the clients written each second. */
export async function preparePostgres(serverUrl: string, name: string, count: number): Promise<{ readonly url: string; readonly rate: number }> {
  const url = await createDatabase(serverUrl, name);
  const storage = await openPostgres(url);
  const targets = await prepareStore(storage);
  const rate = await loadClients(storage, targets, count, GROUP, async (changes) => {
    const outcome = await storage.commit(changes);
    if (!outcome.done) throw new Error('the clients could not be written: a conflict');
  });
  await storage.close();
  await run(url, 'VACUUM (ANALYZE)');
  await run(url, 'CHECKPOINT');
  return { url, rate };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
