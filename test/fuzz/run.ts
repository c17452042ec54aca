// The fuzz in full: `npm run test:fuzz -- [--requests 100000] [--engines sqlite,postgres] [--seed 1] [--only 4711]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createDatabase } from '../postgres/create-database.ts';
import { startPostgres } from '../postgres/server.ts';
import { endOnSignals } from '../support/end-on-signals.ts';
import { runFuzz, type FuzzFigures, type FuzzOptions } from './campaign.ts';
import { writeFuzzReport } from './report.ts';

const REQUESTS = 100_000;
const PAGE = 'docs/fuzz.md';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: String(REQUESTS) }, engines: { type: 'string', default: 'sqlite,postgres' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const requests = values.only === undefined ? Number(values.requests) : 1;
endOnSignals();
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const shared = { entry: 'built', seed, requests, from: Number(values.only ?? 0), atOnce: 32, silent: values.only === undefined ? 50 : 0, tell } satisfies Partial<FuzzOptions>;

tell(`seed ${seed}`);
const runs: FuzzFigures[] = [];
for (const engine of values.engines.split(',')) {
  tell(engine);
  const run = engine === 'postgres' ? await onPostgres() : await runFuzz({ ...shared, databaseUrl: undefined });
  for (const { index, family, fault, sent } of run.faults) tell(`request ${index} (${family}): ${fault}\n  sent ${sent}`);
  for (const fault of run.afterwards) tell(`afterwards: ${fault}`);
  const statuses = Object.entries(run.statuses).map(([status, count]) => `${status}: ${count}`).join(', ');
  tell(`  ${run.requests} requests in ${Math.round(run.seconds)} s (${statuses}), longest ${Math.round(run.longestMs)} ms, memory at most ${Math.round(run.peakMemoryMb ?? 0)} MB`);
  runs.push(run);
}
// Only the whole test is worth a page.
if (requests >= REQUESTS && runs.length === 2) {
  mkdirSync('docs', { recursive: true });
  writeFileSync(PAGE, writeFuzzReport(runs, seed, new Date()));
}
process.exitCode = runs.every((run) => run.faults.length + run.afterwards.length === 0) ? 0 : 1;

async function onPostgres(): Promise<FuzzFigures> {
  const server = await startPostgres({ settings: { synchronous_commit: 'off' } });
  try {
    return await runFuzz({ ...shared, databaseUrl: await createDatabase(server.url, 'fuzz') });
  } finally {
    await server.stop();
  }
}
