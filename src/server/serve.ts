import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../core/time.ts';
import { createFilterPoint } from '../core/filters/write-filters.ts';
import type { Dialect, DialectLog } from '../dialects/dialect.ts';
import { createApp } from './app.ts';
import { watchBusiness } from './busy.ts';
import { compose, type Composed } from './compose.ts';
import { createDelivery } from './deliver.ts';
import { openInstalledExtensions } from './extensions.ts';
import { createFileFetch } from './fetch-file.ts';
import { addressOf, credentialLines, type Greeting } from './greeting.ts';
import { checkPort, refuseListening } from './port.ts';
import type { Settings } from './settings.ts';
import { loadWantedDemo } from './prepare.ts';
import { pruneDaily } from './prune-daily.ts';
import { sweepDaily } from './sweep-daily.ts';
import { topUpDaily } from './top-up-daily.ts';
import { releaseMemory } from '../storage/sqlite/release-memory.ts';
import { readVersion } from './version.ts';

export interface ServeParts {
  readonly settings: Settings;
  readonly dialects: readonly Dialect[];
  readonly clock: Clock;
  readonly log: DialectLog;
  /** Where a line that the operator must see goes, beside the greeting. */
  readonly warn: (line: string) => void;
}

export interface Server {
  readonly greeting: Greeting;
  /** Finishes what runs, within the time, and closes the store. */
  stop(): Promise<void>;
}

/** Requests get this long to end; then the connections are cut, so that the store is closed in good order. */
const FINISH_MS = 8_000;

/** Opens the store, does what a first start needs, and listens. Refuses in plain sentences. */
export async function serve({ settings, dialects, clock, log, warn }: ServeParts): Promise<Server> {
  // Asked before anything is made: a first start that cannot listen must not use up its one showing of the secrets.
  await checkPort(settings);
  // What is delivered is known to the store's writers before it is there.
  const listeners: (() => void)[] = [];
  const filters = createFilterPoint();
  const composed = await compose({ settings, dialects, clock, filters, happened: () => listeners.forEach((listen) => listen()) });
  for (const warning of [...settings.warnings, ...composed.warnings]) warn(`Warning: ${warning}`);
  const version = readVersion();
  const fetching = createFileFetch(settings);
  const extensions = await openInstalledExtensions({ settings, crm: composed.crm, filters, log, warn });
  const business = watchBusiness();
  const delivery = createDelivery({ crm: composed.crm, zone: composed.zone, dialects, settings, log, allowance: business.allowance, ...(extensions === undefined ? {} : { extensions }) });
  const app = createApp({ crm: composed.crm, zone: composed.zone, dialects, settings, log, version, fetchFile: fetching.fetchFile, delivery: delivery.desk, extensions });
  app.server.on('request', business.note);
  app.addHook('onClose', () => fetching.close());
  const stopDelivery = once(delivery.stop);
  // Requests and deliveries that end in good order may still ask extensions.
  if (extensions !== undefined) app.addHook('onClose', async () => { await stopDelivery(); await extensions.close(); });
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    for (const line of credentialLines(composed)) warn(line);
    await app.close();
    await composed.crm.close();
    throw refuseListening(settings, error);
  }
  // Healthy by now: the port answers while the demo data is still coming in.
  if (composed.demoWanted) {
    await loadWantedDemo(composed.crm);
    releaseMemory();
  }
  await delivery.start();
  listeners.push(delivery.happened);
  extensions?.begin();
  const stops = [
    sweepDaily({ crm: composed.crm, files: composed.files, log }), topUpDaily({ crm: composed.crm, log }), pruneDaily({ crm: composed.crm, days: settings.eventsDays, log }), stopDelivery,
    async () => business.stop(),
  ];
  const greeting: Greeting = { address: addressOf(settings, portOf(app)), version, engine: composed.crm.storage.engine, prepared: composed, dialects };
  return { greeting, stop: once(() => stop(app, composed, stops)) };
}

async function stop(app: FastifyInstance, { crm }: Composed, stops: readonly (() => Promise<void>)[]): Promise<void> {
  const stopping = Promise.all(stops.map((end) => end()));
  const cut = setTimeout(() => app.server.closeAllConnections(), FINISH_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
    await stopping;
    await crm.close();
  }
}

function portOf(app: FastifyInstance): number {
  const address: AddressInfo | string | null = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
