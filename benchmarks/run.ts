// The benchmark: fills stores of several sizes on both engines, serves them with the built server, measures, and
// writes the page. `npm run bench -- --help` names the options.
import Database from 'better-sqlite3';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { readVersion } from '../src/server/version.ts';
import { startPostgres } from '../test/postgres/server.ts';
import { endOnSignals } from '../test/support/end-on-signals.ts';
import { measureDelivery, type DeliveryResults } from './delivery.ts';
import { measureStore, type StoreResults } from './measure.ts';
import { readOptions, USAGE, type BenchOptions } from './options.ts';
import { writeReport } from './report.ts';
import { KIND_NAMES, STORE_KINDS } from './store-kinds.ts';

/** What an operator would set first on such a machine; durability stays as it comes. */
const POSTGRES_SETTINGS = { shared_buffers: '1GB', work_mem: '16MB', max_wal_size: '4GB' };

endOnSignals();
const tell = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') tell(USAGE);
  else await bench(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function bench(options: BenchOptions): Promise<void> {
  const postgres = options.engines.includes('postgres') ? await startPostgres({ settings: POSTGRES_SETTINGS }) : undefined;
  try {
    const versions = { tolmach: readVersion(), node: process.version, sqlite: sqliteVersion(), postgres: postgres === undefined ? undefined : await postgresVersion(postgres.url) };
    const results: StoreResults[] = [];
    const deliveries: DeliveryResults[] = [];
    const report = (): string => writeReport({ options, results, deliveries, versions, postgresSettings: POSTGRES_SETTINGS, date: new Date() });
    for (const engine of options.engines) {
      for (const kind of KIND_NAMES) {
        const scenarios = options.scenarios.filter((name) => STORE_KINDS[kind].scenarios.includes(name));
        for (const size of scenarios.length === 0 ? [] : options.sizes[kind]) {
          results.push(await measureStore({ options: { ...options, scenarios }, kind, engine, size, postgresUrl: postgres?.url, tell }));
          // Written after each store: a run that is broken off leaves what it has found.
          publish(options, report());
        }
      }
      if (options.delivery) {
        deliveries.push(await measureDelivery({ engine, postgresUrl: postgres?.url, seconds: options.seconds, rounds: options.rounds, tell }));
        publish(options, report());
      }
    }
    if (options.page === undefined) tell(`\n${report()}`);
  } finally {
    await postgres?.stop();
  }
}

function publish({ page }: BenchOptions, text: string): void {
  if (page === undefined) return;
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, text);
}

function sqliteVersion(): string {
  const memory = new Database(':memory:');
  try {
    return String(memory.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    memory.close();
  }
}

async function postgresVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '?';
  } finally {
    await client.end();
  }
}
