import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '../test/postgres/create-database.ts';
import { startServer, type ServerProcess } from '../test/support/server-process.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';
import { ACCOUNT } from './load-clients.ts';
import type { LoadGroup } from './load-plan.ts';
import { runLoad } from './load.ts';
import { median } from './measure.ts';
import type { EngineName } from './options.ts';
import { processorMs } from './processor-time.ts';
import { startReceiver, type ReceiverProcess } from './receiver-process.ts';

/** What delivery of events brings and costs. */
export interface DeliveryResults {
  readonly engine: EngineName;
  /** Deliveries each second to a receiver on the same machine while nothing else happens, and the processor time of each. */
  readonly fanOut: number;
  readonly fanOutMicroseconds: number;
  /** While every change is told of to one receiver, and while nobody is told, in turns. */
  readonly told: readonly Round[];
  readonly untold: readonly Round[];
  /** Of the requests each second, and of the processor time of each, by the middle of neighbouring rounds: 0.1 is a tenth. */
  readonly cost: number;
  readonly processorCost: number;
}

export interface Round {
  /** Requests each second. */
  readonly perSecond: number;
  /** Of the processor, for one request, all else that the server does meanwhile included. */
  readonly microseconds: number;
}

export interface DeliveryParts {
  readonly engine: EngineName;
  readonly postgresUrl: string | undefined;
  readonly seconds: number;
  readonly rounds: number;
  readonly tell: (line: string) => void;
}

const WEBHOOKS = 8;
const FAN_OUT_EVENTS = 1_000;
const CONNECTIONS = 16;
const LOOK_MS = 20;
const SETTLE_MS = 1_500;

/** Measures both on an empty store of its own. */
export async function measureDelivery(parts: DeliveryParts): Promise<DeliveryResults> {
  const temporary = makeTemporaryFolder('tolmach-bench-delivery-');
  const receiver = await startReceiver();
  try {
    const server = await startServer({ entry: 'built', folder: temporary.path, settings: {
      TOLMACH_ADMIN_LOGIN: ACCOUNT.login, TOLMACH_ADMIN_PASSWORD: ACCOUNT.password, TOLMACH_API_KEY: ACCOUNT.key, TOLMACH_DEMO: '0', TOLMACH_DATA: temporary.path, TOLMACH_ALLOW_PRIVATE: '127.0.0.1',
      ...(parts.engine === 'sqlite' || parts.postgresUrl === undefined ? {} : { DATABASE_URL: await createDatabase(parts.postgresUrl, 'delivery') }),
    } });
    try {
      const fanOut = await measureFanOut(server, receiver);
      parts.tell(`${parts.engine}: fan-out ${Math.round(fanOut.perSecond)} deliveries/s, ${Math.round(fanOut.microseconds)} us of the processor each`);
      const { told, untold } = await measureCost(server, receiver, parts);
      const ratio = (of: (round: Round) => number): number => median(told.map((round, index) => of(round) / of(untold[index] ?? round)));
      const [cost, processorCost] = [1 - ratio(({ perSecond }) => perSecond), ratio(({ microseconds }) => microseconds) - 1];
      parts.tell(`${parts.engine}: delivery costs ${Math.round(cost * 100)}% of the requests, ${Math.round(processorCost * 100)}% more processor time for each`);
      return { engine: parts.engine, fanOut: fanOut.perSecond, fanOutMicroseconds: fanOut.microseconds, told, untold, cost, processorCost };
    } finally {
      await server.stop();
    }
  } finally {
    receiver.stop();
    temporary.remove();
  }
}

/** Every webhook is sent again all that it has had: only delivery is at work. */
async function measureFanOut(server: ServerProcess, receiver: ReceiverProcess): Promise<{ readonly perSecond: number; readonly microseconds: number }> {
  const ids: number[] = [];
  for (let index = 0; index < WEBHOOKS; index++) ids.push(await addWebhook(server, receiver.url));
  await sleep(SETTLE_MS);
  await Promise.all(Array.from({ length: CONNECTIONS }, async (_, connection) => {
    for (let index = connection; index < FAN_OUT_EVENTS; index += CONNECTIONS) await ask(server, 'POST', '/developer/v3/client/add', { title: `Fan-out ${index}` });
  }));
  const all = WEBHOOKS * FAN_OUT_EVENTS;
  await countUntil(receiver, all);
  await sleep(SETTLE_MS);
  const before = processorMs(server.pid);
  const began = performance.now();
  await Promise.all(ids.map((id) => ask(server, 'POST', `/api/v1/webhooks/${id}/replay`, { state: 'delivered' })));
  await countUntil(receiver, 2 * all);
  const seconds = (performance.now() - began) / 1000;
  const microseconds = ((processorMs(server.pid) - before) * 1000) / all;
  for (const id of ids) await ask(server, 'DELETE', `/api/v1/webhooks/${id}`);
  return { perSecond: all / seconds, microseconds };
}

/** One webhook is told of all that the load changes, or is switched off, in turns. */
async function measureCost(server: ServerProcess, receiver: ReceiverProcess, { seconds, rounds }: DeliveryParts): Promise<{ readonly told: readonly Round[]; readonly untold: readonly Round[] }> {
  const id = await addWebhook(server, receiver.url);
  const group: LoadGroup = { name: 'update', connections: CONNECTIONS, expected: '"data"', source: {
    templates: [{ path: '/developer/v3/client/update', body: '{"clid":{{random}},"des":"{{unique}}"}' }, { path: '/developer/v3/client/info', body: '{"clid":{{random}}}' }],
    headers: { apikey: ACCOUNT.key, login: ACCOUNT.login }, order: 'cycle', range: [1, FAN_OUT_EVENTS],
  } };
  const figures = { told: [] as Round[], untold: [] as Round[] };
  for (let round = 0; round < 2 * rounds + 2; round++) {
    const which = round % 2 === 0 ? 'told' : 'untold';
    await ask(server, 'PATCH', `/api/v1/webhooks/${id}`, { active: which === 'told' });
    await sleep(SETTLE_MS);
    const before = processorMs(server.pid);
    const { perSecond, answered } = await runLoad({ port: server.port, warmUpSeconds: 0.5, seconds, group });
    // The first round of each warms the code up.
    if (round > 1) figures[which].push({ perSecond, microseconds: ((processorMs(server.pid) - before) * 1000) / answered });
    await drain(receiver);
  }
  return figures;
}

async function addWebhook(server: ServerProcess, url: string): Promise<number> {
  const { id }: { readonly id?: unknown } = Object(await ask(server, 'POST', '/api/v1/webhooks', { title: 'Bench', url, events: ['*'] }));
  if (typeof id !== 'number') throw new Error('the webhook could not be made');
  return id;
}

async function ask({ port }: ServerProcess, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method, headers: { 'content-type': 'application/json', 'authorization': `Bearer ${ACCOUNT.key}`, 'apikey': ACCOUNT.key, 'login': ACCOUNT.login }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

async function countUntil(receiver: ReceiverProcess, wanted: number): Promise<void> {
  while ((await receiver.count()) < wanted) await sleep(LOOK_MS);
}

/** Waits until nothing comes any more. */
async function drain(receiver: ReceiverProcess): Promise<void> {
  for (let before = -1, now = await receiver.count(); now !== before; now = await receiver.count()) {
    before = now;
    await sleep(SETTLE_MS);
  }
}
