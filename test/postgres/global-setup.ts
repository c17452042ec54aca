import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { startPostgres } from './server.ts';
import { dropTemplates } from './template-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser URL of the PostgreSQL of this run; null where the run is told to do without one. */
    postgresUrl: string | null;
    /** Where the stores lie that others are copied from; its name is the run's. */
    templateFolder: string;
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

/** What the run holds: taken in this order, given back in the other. */
interface Held {
  readonly url: string | null;
  release(): Promise<void>;
}

/**
 * Speed only: a server of tests need not outlive the machine it runs on. The tests of crashes start one that is durable.
 * Without an archive to fill, copies of databases are not written twice.
 */
const FLEETING = { synchronous_commit: 'off', fsync: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0 };

/** One PostgreSQL for the whole run, and one folder. Without a server the run fails: tests are never left out in silence. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeTemporaryFolder('tolmach-run-');
  // Threads of stores read the same sources again and again; what Node made of them is kept, and checked by Node itself.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'tolmach-test-compiled');
  const { url, release } = await holdPostgres(basename(folder.path));
  project.provide('postgresUrl', url);
  project.provide('templateFolder', folder.path);
  return async () => {
    await release();
    folder.remove();
  };
}

async function holdPostgres(run: string): Promise<Held> {
  if (process.env['TEST_ENGINES'] === 'sqlite') return { url: null, release: async () => undefined };
  const given = process.env['TOLMACH_TEST_DATABASE_URL'];
  if (given === undefined || given === '') return holdOwn();
  await reach(given).catch((error: unknown) => {
    throw plainly('The tests cannot run: the PostgreSQL named by TOLMACH_TEST_DATABASE_URL does not answer.', error);
  });
  return { url: given, release: () => dropTemplates(given, run) };
}

async function holdOwn(): Promise<Held> {
  const server = await startPostgres({ settings: FLEETING }).catch((error: unknown) => {
    throw plainly('The tests cannot run: PostgreSQL does not start (TEST_ENGINES=sqlite runs them without it).', error);
  });
  return { url: server.url, release: () => server.stop() };
}
