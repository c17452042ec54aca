import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser URL of the PostgreSQL of this run; null where the run is told to do without one. */
    postgresUrl: string | null;
  }
}

async function reach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await client.query('select 1');
  await client.end();
}

/** The sentence alone: where in our code it was noticed helps nobody. */
function plainly(sentence: string, error: unknown): Error {
  const plain = new Error(`${sentence} ${error instanceof Error ? error.message : String(error)}`);
  plain.stack = '';
  return plain;
}

/** One PostgreSQL for the whole run. Without one the run fails: tests are never left out in silence. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env['TEST_ENGINES'] === 'sqlite') {
    project.provide('postgresUrl', null);
    return undefined;
  }

  const given = process.env['TOLMACH_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    await reach(given).catch((error: unknown) => {
      throw plainly('The tests cannot run: the PostgreSQL named by TOLMACH_TEST_DATABASE_URL does not answer.', error);
    });
    project.provide('postgresUrl', given);
    return undefined;
  }

  const server = await startPostgres({ settings: { synchronous_commit: 'off' } }).catch((error: unknown) => {
    throw plainly('The tests cannot run: PostgreSQL does not start (TEST_ENGINES=sqlite runs them without it).', error);
  });
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
