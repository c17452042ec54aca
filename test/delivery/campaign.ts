import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withStore, type StoreAccess } from '../kill/whole-store.ts';
import { createJsonCaller } from '../support/json-caller.ts';
import { startServer, type ServerProcess, type ServerProcessOptions } from '../support/server-process.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { createArrivalBook, type ArrivalBook } from './arrivals.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { runChanger, runLotChanger, type Changes, type Lot } from './changer.ts';

export interface CampaignOptions {
  readonly entry: ServerProcessOptions['entry'];
  readonly events: number;
  readonly kills: number;
  /** How many change one record at a time, and how many a lot of their own at once. */
  readonly writers: number;
  readonly lotWriters: number;
  readonly random: () => number;
  /** A database of PostgreSQL; absent: SQLite. */
  readonly database: string | undefined;
  readonly tell: (line: string) => void;
}

/** What a campaign found. */
export interface CampaignFigures {
  readonly engine: StoreAccess['engine'];
  readonly kills: number;
  /** Changes that were told of. */
  readonly events: number;
  readonly requests: number;
  readonly failures: ArrivalBook['failures'];
  readonly again: number;
  readonly seconds: number;
  /** From the end of the last write until all had arrived. */
  readonly drainSeconds: number;
  readonly lost: number;
  readonly misplaced: number;
  readonly renamed: number;
  readonly faults: readonly string[];
}

const KEY = 'deliverDELIVERdeliverDELIVER1234567';
const LOGIN = 'delivery@tolmach.local';
const PASSWORD = 'delivery-password';
const HEADERS = { apikey: KEY, login: LOGIN };
/** Short, so that a run takes minutes, and many, so that nothing is given up. */
const RETRIES = ['0s', '0s', ...Array.from({ length: 48 }, () => '1s')].join(',');
const TIMEOUT_MS = 1_000;
const LOOK_MS = 1_000;
/** Longer than any claim lasts. */
const STANDSTILL_MS = 120_000;

/** Changes records, kills the server again and again, and looks in the end at what arrived. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignFigures> {
  const { path: folder, remove } = makeTemporaryFolder('tolmach-delivery-');
  const receiver = await openReceiver();
  const book = createArrivalBook(options.random);
  receiver.react(book.note);
  const access: StoreAccess = options.database === undefined ? { engine: 'sqlite', place: join(folder, 'tolmach.db') } : { engine: 'postgres', place: options.database };
  const settings = {
    TOLMACH_DATA: folder, TOLMACH_ADMIN_LOGIN: LOGIN, TOLMACH_ADMIN_PASSWORD: PASSWORD, TOLMACH_API_KEY: KEY, TOLMACH_ALLOW_PRIVATE: '127.0.0.1', TOLMACH_WEBHOOK_RETRIES: RETRIES,
    ...(options.database === undefined ? {} : { DATABASE_URL: options.database }),
  };
  const start = (): Promise<ServerProcess> => startServer({ entry: options.entry, settings, folder });
  try {
    return await run({ options, access, start, receiver, book });
  } finally {
    await receiver.close();
    remove();
  }
}

interface Campaign {
  readonly options: CampaignOptions;
  readonly access: StoreAccess;
  readonly start: () => Promise<ServerProcess>;
  readonly receiver: Receiver;
  readonly book: ArrivalBook;
}

async function run(campaign: Campaign): Promise<CampaignFigures> {
  const { options, access, start, receiver, book } = campaign;
  const changes: Changes = { acknowledged: 0, next: 1, own: [], errors: [] };
  const lots = Array.from({ length: options.lotWriters }, (_, at): Lot => ({ territory: `Участок ${at + 1}`, id: undefined, account: { key: KEY, username: LOGIN, password: PASSWORD } }));
  let server = await start();
  const began = performance.now();
  try {
    await subscribe(server.port, receiver.url);
    for (let kill = 1; kill <= options.kills; kill++) {
      // Half of the work is to write the changes, the other half to deliver them.
      const enough = 2 * options.events * (kill - options.random() * 0.5) / (options.kills + 1);
      await changeUntil(server, options, { changes, lots, book }, () => Math.min(changes.acknowledged, options.events) + book.arrived.size >= enough, () => server.kill());
      server = await start();
      options.tell(`  kill ${kill}: ${changes.acknowledged} changes, ${book.arrived.size} arrived, ${book.requests} requests`);
    }
    await changeUntil(server, options, { changes, lots, book }, () => changes.acknowledged >= options.events, async () => undefined);
    const written = performance.now();
    options.tell(`  ${changes.acknowledged} changes written, ${book.arrived.size} arrived`);
    const faults = await drain(campaign, server);
    const told = await eventsOf(access);
    const lost = told.filter((id) => !book.arrived.has(id)).length;
    const { requests, failures, again, misplaced, renamed } = book;
    return {
      engine: access.engine, kills: options.kills, events: told.length, requests, failures, again, lost, misplaced, renamed,
      seconds: (performance.now() - began) / 1000, drainSeconds: (performance.now() - written) / 1000,
      faults: [...changes.errors.slice(0, 10), ...faults, ...count('events lost', lost), ...count('events out of order', misplaced), ...count('events under several ids', renamed), ...(told.length < options.events ? [`${told.length} events only`] : [])],
    };
  } finally {
    await server.kill();
  }
}

function count(what: string, number: number): readonly string[] {
  return number === 0 ? [] : [`${number} ${what}`];
}

async function subscribe(port: number, url: string): Promise<void> {
  const caller = createJsonCaller(port, { authorization: `Bearer ${KEY}` });
  const answer = await caller.call('/api/v1/webhooks', { title: 'Campaign', url, events: ['*'], timeout_ms: TIMEOUT_MS });
  caller.close();
  if (typeof answer !== 'object' || answer === null || !('secret' in answer)) throw new Error(`the webhook could not be made: ${JSON.stringify(answer)}`);
}

interface Work {
  readonly changes: Changes;
  readonly lots: readonly Lot[];
  readonly book: ArrivalBook;
}

/** Changes records, as long as there are not enough changes, until `enough` says so; ends with `end` under them. */
async function changeUntil(server: ServerProcess, { writers, random, events }: CampaignOptions, { changes, lots, book }: Work, enough: () => boolean, end: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const parts = { port: server.port, headers: HEADERS, changes, random };
  const isWritten = (): boolean => changes.acknowledged >= events;
  const running = isWritten() ? [] : [...Array.from({ length: writers }, () => runChanger(parts, stop.signal)), ...lots.map((lot) => runLotChanger(parts, lot, stop.signal))];
  const movement = watchMovement(() => book.requests + changes.acknowledged);
  while (!enough() && server.running() && changes.errors.length === 0 && !movement.hasEnded()) {
    if (isWritten()) stop.abort();
    await sleep(5);
  }
  await end();
  stop.abort();
  await Promise.all(running);
}

/** Whether a number has stayed as it is for too long. */
function watchMovement(number: () => number): { hasEnded(): boolean } {
  let seen = -1;
  let movedAt = performance.now();
  return {
    hasEnded() {
      if (number() !== seen) movedAt = performance.now();
      seen = number();
      return performance.now() - movedAt > STANDSTILL_MS;
    },
  };
}

/** Waits until nothing waits; a fault where it stands still. */
async function drain({ access, book, options }: Campaign, server: ServerProcess): Promise<readonly string[]> {
  const movement = watchMovement(() => book.requests);
  for (;;) {
    const left = await waitingIn(access);
    if (left === 0) return [];
    if (movement.hasEnded() || !server.running()) return [`${left} deliveries stand still:\n${server.output().slice(-2000)}`];
    options.tell(`  ${left} wait`);
    await sleep(LOOK_MS);
  }
}

/** Deliveries that wait, and events that nobody has been asked about. */
function waitingIn(access: StoreAccess): Promise<number> {
  return withStore(access, async (ask) => {
    const [row] = await ask(`SELECT (SELECT count(*) FROM delivery WHERE state = 'waiting') AS waiting, (SELECT count(*) FROM outbox o, e_webhook w WHERE o.at >= w.created_at AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.happened_at = o.at AND d.event_id = o.id)) AS unrouted`);
    return Number(row?.['waiting']) + Number(row?.['unrouted']);
  });
}

function eventsOf(access: StoreAccess): Promise<readonly number[]> {
  return withStore(access, async (ask) => (await ask('SELECT o.id FROM outbox o, e_webhook w WHERE o.at >= w.created_at')).map(({ id }) => Number(id)));
}
