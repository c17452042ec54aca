import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe } from 'vitest';
import { createKey } from '../../src/core/accounts/create-key.ts';
import { createUser } from '../../src/core/accounts/create-user.ts';
import { hashApiKey } from '../../src/core/accounts/secrets.ts';
import type { Author } from '../../src/core/changes/change-set.ts';
import type { Context } from '../../src/core/context.ts';
import { createCrm, type Crm } from '../../src/core/crm.ts';
import { BASE_PRESET } from '../../src/core/presets/base.ts';
import { openZone } from '../../src/core/time.ts';
import salesman from '../../src/dialects/salesman/index.ts';
import { createApp } from '../../src/server/app.ts';
import { testedEngines, type Engine, type OpenStore } from '../engines.ts';
import { describeTemplate } from '../support/store-template.ts';

/** The key and the logins that the samples of the SalesMan documentation show. */
export const KEY = 't1xdeOwWSIqgDol70CkRdK3WD4N4cm';
export const BOSS = 'vladislav@isaler.ru';
export const MANAGER = 'marand@omadaru.ru';

/** 2024-03-11 12:00:00 in Moscow. */
export const NOON = Date.UTC(2024, 2, 11, 9);

const SETUP: Author = { userId: null, face: 'setup', keyId: null };
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: unknown;
}

/** What one call wrote beside the record itself. */
export interface Written {
  readonly answer: unknown;
  readonly events: readonly Record<string, unknown>[];
  readonly changes: readonly Record<string, unknown>[];
}

/** A store with the presets and two users, and the dialect that answers over it. */
export interface World {
  readonly engine: string;
  readonly crm: Crm;
  readonly app: FastifyInstance;
  /** What "now" is; a test may move it. */
  readonly clock: { now: number };
  /** What the dialect told the operator. */
  readonly log: string[];
  readonly ids: { readonly boss: number; readonly manager: number; readonly key: number };
  /** A call as the documentation writes it: POST, JSON, key and login in headers. */
  call(call: string, members?: object, login?: string): Promise<unknown>;
  request(options: InjectOptions): Promise<Reply>;
  /** Adds a client and gives its clid; fails the test when it is refused. */
  add(members: object, login?: string): Promise<number>;
  /** Makes a call and tells which events and change-log rows came with it. */
  written(call: string, members: object, login?: string): Promise<Written>;
  rows(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** How many rows each table has that a write of a client could touch. */
  sizes(): Promise<Record<string, number>>;
  /** The context of a user of the product's own, for what this API cannot write (persons, deals). */
  context(login?: string): Promise<Context>;
}

export interface WorldOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly zone?: string;
}

/** Runs a suite on every engine, each over a store of its own; the tests ask for it when they run. */
export function onEveryEngine(title: string, suite: (world: () => World) => void, options: WorldOptions = {}): void {
  for (const engine of testedEngines()) {
    describe(`${engine.name}: ${title}`, () => {
      let opened: { readonly world: World; close(): Promise<void> } | undefined;
      beforeAll(async () => {
        opened = await openWorld(engine, options);
      });
      afterAll(() => opened?.close());
      suite(() => {
        if (opened === undefined) throw new Error('the store is open only while a test runs');
        return opened.world;
      });
    });
  }
}

async function openWorld(engine: Engine, { settings = {}, zone = 'Europe/Moscow' }: WorldOptions): Promise<{ readonly world: World; close(): Promise<void> }> {
  const store = await engine.open(describeTemplate({ name: 'salesman', presets: [BASE_PRESET, salesman.preset], at: NOON, people: addPeople }));
  const clock = { now: NOON };
  const crm = createCrm({ storage: store.storage, clock: () => clock.now });
  const idOf = async (login: string): Promise<number> => (await contextOf(crm, login)).account.id;
  const ids = { boss: await idOf(BOSS), manager: await idOf(MANAGER), key: await keyOf(crm) };

  const log: string[] = [];
  const note = (_facts: object, message: string): void => void log.push(message);
  const app = createApp({
    crm, zone: openZone(zone), dialects: [salesman], log: { error: note, warn: note }, version: '0',
    settings: { bodyLimitBytes: BODY_LIMIT_BYTES, trustProxy: false, dialects: { salesman: settings } },
  });
  const world = { ...speak(app), ...look(store), engine: engine.name, crm, app, clock, log, ids };
  return {
    world: { ...world, add: adder(world.call), written: witness(world.call, store), context: (login = BOSS) => contextOf(crm, login) },
    async close() {
      await app.close();
      await store.dispose();
    },
  };
}

async function addPeople(crm: Crm): Promise<void> {
  const boss = await createUser(crm, SETUP, { values: { login: BOSS, name: 'Владислав Андреев', administrator: true }, role: 'director' });
  await createUser(crm, SETUP, { values: { login: MANAGER, name: 'Марина Андреева', manager: boss }, role: 'sales_manager' });
  await createKey(crm, SETUP, { owner: boss, label: 'tests', faces: [], speaksForAll: true, secret: KEY });
}

async function keyOf(crm: Crm): Promise<number> {
  const key = (await crm.directory()).keyByHash(hashApiKey(KEY));
  if (key === undefined) throw new Error('the key of the tests is not there');
  return key.id;
}

function speak(app: FastifyInstance): Pick<World, 'call' | 'request'> {
  const request = async (options: InjectOptions): Promise<Reply> => {
    const { statusCode, headers, body } = await app.inject(options);
    return { status: statusCode, headers, text: body, json: JSON.parse(body) as unknown };
  };
  return {
    request,
    async call(call, members = {}, login = BOSS) {
      const { status, json } = await request({
        method: 'POST', url: `/developer/v3/${call}`, headers: { 'content-type': 'application/json', apikey: KEY, login }, payload: JSON.stringify(members),
      });
      if (status !== 200) throw new Error(`${call} answered HTTP ${status}`);
      return json;
    },
  };
}

function adder(call: World['call']): World['add'] {
  return async (members, login) => {
    const answer = await call('client/add', members, login);
    const clid = typeof answer === 'object' && answer !== null && 'data' in answer && !('error' in answer) ? answer.data : undefined;
    if (typeof clid !== 'number') throw new Error(`client/add was refused: ${JSON.stringify(answer)}`);
    return clid;
  };
}

function look({ sql: rows }: OpenStore): Pick<World, 'rows' | 'sizes'> {
  const tables = ['e_client', 'e_requisites', 'e_activity', 'e_external_id', 'e_industry', 'e_territory', 'e_relation', 'e_source', 'contact_point', 'outbox', 'change_log'];
  return {
    rows,
    async sizes() {
      const counted = await rows(tables.map((table) => `SELECT '${table}' AS name, count(*) AS size FROM ${table}`).join(' UNION ALL '));
      return Object.fromEntries(counted.map(({ name, size }) => [String(name), Number(size)]));
    },
  };
}

function witness(call: World['call'], { sql: rows }: OpenStore): World['written'] {
  const last = async (table: string): Promise<number> => Number((await rows(`SELECT coalesce(max(id), 0) AS id FROM ${table}`))[0]?.['id']);
  const parsed = (text: unknown): unknown => (typeof text === 'string' ? (JSON.parse(text) as unknown) : text);
  const stamp = (row: Record<string, unknown>) => ({ entity: row['entity'], id: Number(row['record_id']), actor: Number(row['actor_id']), face: row['face'], key: Number(row['key_id']) });
  return async (name, members, login) => {
    const [event, change] = [await last('outbox'), await last('change_log')];
    const answer = await call(name, members, login);
    const events = await rows(`SELECT * FROM outbox WHERE id > ${event} ORDER BY id`);
    const changes = await rows(`SELECT * FROM change_log WHERE id > ${change} ORDER BY id`);
    return {
      answer,
      events: events.map((row) => ({ name: row['name'], ...stamp(row), data: toldBy(row['name'], parsed(row['data'])) })),
      changes: changes.map((row) => ({ action: row['action'], ...stamp(row), before: parsed(row['before']), after: parsed(row['after']) })),
    };
  };
}

/** What the operation says of its event; of a change, which fields it changed beside those of every change. */
function toldBy(name: unknown, data: unknown): object {
  const { facts, after }: { facts?: object; after?: object } = Object(data);
  const fields = Object.keys(after ?? {}).filter((field) => field !== 'updated_at' && field !== 'updated_by');
  return { ...facts, ...(String(name).endsWith('.updated') ? { fields } : {}) };
}

async function contextOf(crm: Crm, login: string): Promise<Context> {
  const account = (await crm.directory()).accountByLogin(login);
  if (account === undefined) throw new Error(`nobody has the login ${login}`);
  return { account, face: 'test', keyId: null };
}
