import pg from 'pg';
import { openPostgres } from '../src/storage/postgres/index.ts';
import { createDatabase } from '../test/postgres/create-database.ts';
import type { StoreKind } from './store-kinds.ts';

const GROUP = 2000;

/** Makes a database on the server and fills it with `count` rows of this kind; gives its URL and the rows written each second. */
export async function preparePostgres(kind: StoreKind, serverUrl: string, count: number): Promise<{ readonly url: string; readonly rate: number }> {
  const url = await createDatabase(serverUrl, `bench_${kind.name}_${count}`);
  const storage = await openPostgres(url);
  const load = await kind.prepare(storage);
  const rate = await load(count, GROUP, async (changes) => {
    const outcome = await storage.commit(changes);
    if (!outcome.done) throw new Error('the rows could not be written: a conflict');
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
