// The kill test in full: `npm run test:kill -- [--rounds 50] [--engines sqlite,postgres] [--seed 1]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createDatabase } from '../postgres/create-database.ts';
import { startPostgres } from '../postgres/server.ts';
import { endOnSignals } from '../support/end-on-signals.ts';
import { randomOf } from '../support/random.ts';
import { runCampaign, type CampaignFigures, type CampaignOptions } from './campaign.ts';
import { writeKillReport } from './report.ts';

const ROUNDS = 50;
const FIRST_STARTS = 5;
const DATABASE_CRASHES = 5;
const WRITERS = 16;
const LONGEST_START_MS = 5000;
const PAGE = 'docs/kill-test.md';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: String(ROUNDS) }, engines: { type: 'string', default: 'sqlite,postgres' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const rounds = Number(values.rounds);
endOnSignals();
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const shared = { entry: 'built', rounds, firstStarts: FIRST_STARTS, writers: WRITERS, longestStartMs: LONGEST_START_MS, tell } satisfies Partial<CampaignOptions>;

tell(`seed ${seed}`);
const campaigns: CampaignFigures[] = [];
for (const engine of values.engines.split(',')) {
  tell(engine);
  campaigns.push(engine === 'postgres' ? await onPostgres() : await runCampaign({ ...shared, random: randomOf(seed), databaseCrashes: 0, database: undefined }));
}
const faults = campaigns.flatMap((campaign) => campaign.faults);
for (const fault of faults) tell(fault);
// Only the whole test is worth a page.
if (rounds >= ROUNDS && campaigns.length === 2) {
  mkdirSync('docs', { recursive: true });
  writeFileSync(PAGE, writeKillReport(campaigns, seed, new Date()));
}
tell(faults.length === 0 ? 'No acknowledged write was lost, nothing was half written.' : `${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function onPostgres(): Promise<CampaignFigures> {
  const server = await startPostgres();
  try {
    return await runCampaign({ ...shared, random: randomOf(seed), databaseCrashes: DATABASE_CRASHES, database: { url: await createDatabase(server.url, 'kill'), crash: async () => void (await server.crash()) } });
  } finally {
    await server.stop();
  }
}
