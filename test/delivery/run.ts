// Delivery under kills in full: `npm run test:delivery -- [--events 200000] [--kills 50] [--engine sqlite|postgres|both] [--seed 1] [--out page.md]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase } from '../postgres/create-database.ts';
import { startPostgres } from '../postgres/server.ts';
import { endOnSignals } from '../support/end-on-signals.ts';
import { randomOf } from '../support/random.ts';
import { runCampaign, type CampaignFigures, type CampaignOptions } from './campaign.ts';
import { writeDeliveryReport } from './report.ts';

const EVENTS = 200_000;
const KILLS = 50;
const WRITERS = 16;
/** So many events are made by writers who change many records at once, beside a few who change one. */
const MANY = 50_000;
const BESIDE_LOTS = 4;
const LOT_WRITERS = 8;
const PAGE = 'docs/delivery-run.md';

const { values } = parseArgs({ options: { events: { type: 'string', default: String(EVENTS) }, kills: { type: 'string', default: String(KILLS) }, engine: { type: 'string', default: 'both' }, seed: { type: 'string' }, out: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const events = Number(values.events);
const kills = Number(values.kills);
const engines = values.engine === 'both' ? ['sqlite', 'postgres'] : [values.engine];
endOnSignals();
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const shared = { entry: 'built', events, kills, ...(events < MANY ? { writers: WRITERS, lotWriters: 0 } : { writers: BESIDE_LOTS, lotWriters: LOT_WRITERS }), tell } satisfies Partial<CampaignOptions>;
// Only the whole test is worth a page that nobody asked for.
const page = values.out ?? (events >= EVENTS && kills >= KILLS && engines.length === 2 ? PAGE : undefined);

tell(`seed ${seed}`);
const campaigns: CampaignFigures[] = [];
for (const engine of engines) {
  tell(engine);
  campaigns.push(engine === 'postgres' ? await onPostgres() : await runCampaign({ ...shared, random: randomOf(seed), database: undefined }));
  tell(JSON.stringify(campaigns.at(-1)));
  if (page !== undefined) publish(page);
}
const faults = campaigns.flatMap((campaign) => campaign.faults);
for (const fault of faults) tell(fault);
tell(faults.length === 0 ? 'Nothing was lost, nothing overtook.' : `${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;

function publish(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, writeDeliveryReport(campaigns, seed, `npm run test:delivery -- --events ${events} --kills ${kills}`, new Date()));
}

async function onPostgres(): Promise<CampaignFigures> {
  const server = await startPostgres();
  try {
    return await runCampaign({ ...shared, random: randomOf(seed), database: await createDatabase(server.url, 'delivery') });
  } finally {
    await server.stop();
  }
}
