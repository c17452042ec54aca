import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe } from 'vitest';
import { createKey } from '../../src/core/accounts/create-key.ts';
import { createUser } from '../../src/core/accounts/create-user.ts';
import type { Context } from '../../src/core/context.ts';
import { createCrm, type Crm } from '../../src/core/crm.ts';
import type { Subscription } from '../../src/core/delivery/subscription.ts';
import { changeEntities } from '../../src/core/metadata/change-entities.ts';
import type { EntityDefinition } from '../../src/core/metadata/definitions.ts';
import { BASE_PRESET } from '../../src/core/presets/base.ts';
import { openZone } from '../../src/core/time.ts';
import type { FieldValue } from '../../src/core/values.ts';
import { createFormatBook } from '../../src/delivery/format-book.ts';
import { parametersFormat } from '../../src/delivery/parameters.ts';
import { routeEvents } from '../../src/delivery/route-events.ts';
import type { DeliveryDesk } from '../../src/dialects/dialect.ts';
import { standardEvents } from '../../src/dialects/native/events/format.ts';
import native from '../../src/dialects/native/index.ts';
import { salesmanEvents } from '../../src/dialects/salesman/events/format.ts';
import { createApp } from '../../src/server/app.ts';
import { testedEngines, type Engine } from '../engines.ts';
import { contextOf, NOON, SETUP } from '../factories.ts';
import { describeTemplate } from '../support/store-template.ts';

/** Opens everything, for any login. */
export const KEY = 'native-tests-key-of-the-boss';
/** The manager's own key. */
export const MANAGER_KEY = 'native-tests-key-of-a-manager';
export const BOSS = 'boss@example.ru';
export const MANAGER = 'manager@example.ru';
export const BODY_LIMIT_BYTES = 1024 * 1024;

export interface Asked {
  readonly body?: unknown;
  /** What goes over the wire in the place of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** `null`: none. */
  readonly key?: string | null;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: unknown;
}

/** A store with the base preset, a boss and a manager, and the API that answers over it. */
export interface World {
  readonly engine: string;
  readonly crm: Crm;
  readonly app: FastifyInstance;
  readonly clock: { now: number };
  /** What the dialect told the operator. */
  readonly log: string[];
  readonly ids: { readonly boss: number; readonly manager: number };
  readonly boss: Context;
  readonly manager: Context;
  /** A call below `/api/v1` with the boss's key, unless said otherwise. */
  ask(method: string, path: string, asked?: Asked): Promise<Reply>;
  /** Adds a record and gives its id; fails the test when it is refused. */
  add(entity: string, body: object, asked?: Asked): Promise<number>;
  /** Brings entities in, as the designer would. */
  define(...entities: readonly EntityDefinition[]): Promise<void>;
  /** Writes a record of the product's own past the rights: a right of a role, an option of a list. */
  plant(entity: string, values: Readonly<Record<string, FieldValue>>): Promise<number>;
  /** Hands what happened to the webhooks that chose it; nothing is sent by itself here. */
  route(): Promise<void>;
  /** What was asked of the desk of delivery: test shots, and looks for what is due. */
  readonly desk: { readonly shots: Subscription[]; woken: number };
}

const FORMATS = [standardEvents, salesmanEvents, parametersFormat(standardEvents)];

/** Runs a suite on every engine, each over a store of its own. */
export function onEveryEngine(title: string, suite: (world: () => World) => void): void {
  for (const engine of testedEngines()) {
    describe(`${engine.name}: ${title}`, () => {
      let opened: { readonly world: World; close(): Promise<void> } | undefined;
      beforeAll(async () => {
        opened = await openWorld(engine);
      });
      afterAll(() => opened?.close());
      suite(() => {
        if (opened === undefined) throw new Error('the store is open only while a test runs');
        return opened.world;
      });
    });
  }
}

async function openWorld(engine: Engine): Promise<{ readonly world: World; close(): Promise<void> }> {
  const store = await engine.open(describeTemplate({ name: 'native', presets: [BASE_PRESET], at: NOON, people: addPeople }));
  const clock = { now: NOON };
  const crm = createCrm({ storage: store.storage, clock: () => clock.now });
  const [boss, manager] = [await idOf(crm, BOSS), await idOf(crm, MANAGER)];
  const log: string[] = [];
  const note = (_facts: object, message: string): void => void log.push(message);
  const desk: World['desk'] = { shots: [], woken: 0 };
  const app = createApp({
    delivery: deskOver(desk),
    crm, zone: openZone('Europe/Moscow'), dialects: [native], log: { error: note, warn: note }, version: '0',
    settings: { bodyLimitBytes: BODY_LIMIT_BYTES, trustProxy: false, dialects: {} },
  });
  const ask = asker(app);
  const world: World = {
    engine: engine.name, crm, app, clock, log, ids: { boss, manager }, ask,
    boss: await contextOfUser(crm, boss), manager: await contextOfUser(crm, manager),
    async add(entity, body, asked = {}) {
      const { status, json, text } = await ask('POST', `/records/${entity}`, { ...asked, body });
      const id: unknown = Object(json).id;
      if (status !== 201 || typeof id !== 'number') throw new Error(`POST /records/${entity} was refused: ${text}`);
      return id;
    },
    define: (...entities) => changeEntities(crm, () => entities),
    async plant(entity, values) {
      const written = await crm.write(SETUP, async (draft) => draft.insert(entity, values));
      return written.idOf(written.decision);
    },
    route: () => routeEvents(crm, createFormatBook(FORMATS), () => undefined),
    desk,
  };
  return {
    world,
    async close() {
      await app.close();
      await store.dispose();
    },
  };
}

/** Notes what is asked of it, and tells of a receiver that took the shot. */
function deskOver(desk: World['desk']): DeliveryDesk {
  return {
    formats: FORMATS,
    async test(subscription) {
      desk.shots.push(subscription);
      return { ok: true, status: 204, error: null, ms: 12, request: '{"type":"test"}', response: '' };
    },
    wake() { desk.woken++; },
  };
}

async function addPeople(crm: Crm): Promise<void> {
  const boss = await createUser(crm, SETUP, { values: { login: BOSS, name: 'Владислав Андреев', administrator: true }, role: 'director' });
  const manager = await createUser(crm, SETUP, { values: { login: MANAGER, name: 'Марина Андреева', manager: boss }, role: 'sales_manager' });
  await createKey(crm, SETUP, { owner: boss, label: 'boss', faces: [], speaksForAll: true, secret: KEY });
  await createKey(crm, SETUP, { owner: manager, label: 'manager', faces: ['native'], speaksForAll: false, secret: MANAGER_KEY });
}

async function idOf(crm: Crm, login: string): Promise<number> {
  const account = (await crm.directory()).accountByLogin(login);
  if (account === undefined) throw new Error(`nobody has the login ${login}`);
  return account.id;
}

function asker(app: FastifyInstance): World['ask'] {
  return async (method, path, { body, raw, headers = {}, key = KEY } = {}) => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await app.inject({
      method: method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE' || method === 'HEAD' ? method : 'GET',
      url: `/api/v1${path}`,
      headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, json: answer.body === '' ? undefined : JSON.parse(answer.body) as unknown };
  };
}

async function contextOfUser(crm: Crm, id: number): Promise<Context> {
  const account = (await crm.directory()).account(id);
  if (account === undefined) throw new Error(`there is no user ${id}`);
  return contextOf(account);
}
