// The designer run in full: `npm run test:designer -- [--rows 1000000] [--engines sqlite,postgres] [--quick] [--out docs/designer-run.md]`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../postgres/server.ts';
import { endOnSignals } from '../support/end-on-signals.ts';
import { runDesigner, type DesignerFigures, type DesignerOptions } from './campaign.ts';
import { writeDesignerReport } from './report.ts';

const ROWS = 1_000_000;
const PAUSE_MS = 20;
const ALONE_MS = 10_000;
const AFTER_MS = 2000;
const PAGE = 'docs/designer-run.md';
/** What an operator would set first on such a machine; durability stays as it comes. */
const POSTGRES_SETTINGS = { shared_buffers: '1GB', work_mem: '16MB', max_wal_size: '4GB' };

const { values } = parseArgs({ options: { rows: { type: 'string', default: String(ROWS) }, engines: { type: 'string', default: 'sqlite,postgres' }, pause: { type: 'string', default: String(PAUSE_MS) }, quick: { type: 'boolean', default: false }, out: { type: 'string' } } });
const rows = Number(values.rows);
const pauseMs = Number(values.pause);
endOnSignals();
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
// Only the whole run is worth a page that nobody asked for.
const page = values.out ?? (rows >= ROWS ? PAGE : undefined);

const campaigns: DesignerFigures[] = [];
for (const engine of values.engines.split(',')) {
  campaigns.push(await runOn(engine === 'postgres' ? 'postgres' : 'sqlite'));
  if (page !== undefined) publish(page, writeDesignerReport(campaigns, pauseMs, new Date(), existsSync(page) ? readFileSync(page, 'utf8') : ''));
}
const faults = campaigns.flatMap((campaign) => campaign.faults);
for (const fault of faults) tell(fault);
tell(faults.length === 0 ? 'Nobody was refused, and every value is what it must be.' : `${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function runOn(engine: DesignerOptions['engine']): Promise<DesignerFigures> {
  const postgres = engine === 'postgres' ? await startPostgres({ settings: POSTGRES_SETTINGS }) : undefined;
  try {
    return await runDesigner({ engine, entry: 'built', rows, quick: values.quick, postgresUrl: postgres?.url, pauseMs, aloneMs: ALONE_MS, afterMs: AFTER_MS, tell });
  } finally {
    await postgres?.stop();
  }
}

function publish(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
