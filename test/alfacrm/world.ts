import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createKey } from '../../src/core/accounts/create-key.ts';
import { createUser } from '../../src/core/accounts/create-user.ts';
import { hashApiKey } from '../../src/core/accounts/secrets.ts';
import type { Context } from '../../src/core/context.ts';
import { createCrm, type Crm } from '../../src/core/crm.ts';
import { BASE_PRESET } from '../../src/core/presets/base.ts';
import { openZone } from '../../src/core/time.ts';
import alfacrm from '../../src/dialects/alfacrm/index.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { createApp } from '../../src/server/app.ts';
import { annotateFor } from '../../src/server/annotate.ts';
import { testedEngines, type Engine, type OpenStore } from '../engines.ts';
import { SETUP } from '../factories.ts';
import { describeTemplate } from '../support/store-template.ts';

/** A key as alfaCRM shows one, and who logs in with it. */
export const KEY = '0f8fad5b-d9cb-469f-a165-70867728950e';
export const EMAIL = 'ivan@mail.ru';
/** A manager whose role may use the API, and one whose role may not. */
export const MANAGER = 'manager@mail.ru';
export const CLOSED = 'closed@mail.ru';

/** 2024-03-11 12:00:00 in Moscow, a Monday. */
export const NOON = Date.UTC(2024, 2, 11, 9);
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The parsed body; `null` when there is none. */
  readonly json: unknown;
}

/** A page of an index, for tests that read one. */
export interface Listed {
  readonly total: number;
  readonly count: number;
  readonly page: number;
  readonly items: readonly Record<string, unknown>[];
}

export type Written = { readonly success: boolean; readonly errors: unknown; readonly model: Record<string, unknown> & { readonly id: number } };

export interface World {
  readonly engine: string;
  readonly crm: Crm;
  readonly store: OpenStore;
  readonly app: FastifyInstance;
  /** What "now" is; a test may move it. */
  readonly clock: { now: number };
  /** What the dialect told the operator. */
  readonly log: string[];
  readonly ids: { readonly boss: number; readonly manager: number; readonly closed: number; readonly key: number };
  /** A fresh token of a user. */
  token(email?: string): Promise<string>;
  request(options: InjectOptions): Promise<Reply>;
  /** `POST /v2api/{path}` with a JSON body and the boss's token (or another), as the documentation writes it. */
  post(path: string, body?: unknown, token?: string): Promise<Reply>;
  /** An index that must succeed. */
  list(path: string, body?: unknown, token?: string): Promise<Listed>;
  /** A write that must succeed; gives its model. */
  write(path: string, body: unknown, token?: string): Promise<Written['model']>;
  context(email?: string): Promise<Context>;
}

export interface WorldOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly zone?: string;
  /** Further languages over the same store. */
  readonly dialects?: readonly Dialect[];
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

export async function openWorld(engine: Engine, { settings = {}, zone = 'Europe/Moscow', dialects = [] }: WorldOptions = {}): Promise<{ readonly world: World; close(): Promise<void> }> {
  const spoken = [...dialects, alfacrm];
  const annotate = annotateFor(spoken);
  const presets = [BASE_PRESET, ...spoken.map((dialect) => dialect.preset)];
  const store = await engine.open(describeTemplate({ name: `alfacrm ${spoken.map(({ name }) => name).join()}`, presets, at: NOON, annotate, people: addPeople }));
  const clock = { now: NOON };
  const crm = createCrm({ storage: store.storage, clock: () => clock.now, zone: openZone(zone), annotate });
  const idOf = async (login: string): Promise<number> => (await contextOf(crm, login)).account.id;
  const ids = { boss: await idOf(EMAIL), manager: await idOf(MANAGER), closed: await idOf(CLOSED), key: await keyOf(crm) };

  const log: string[] = [];
  const note = (_facts: object, message: string): void => void log.push(message);
  const app = createApp({
    crm, zone: openZone(zone), dialects: spoken, log: { error: note, warn: note }, version: '0',
    settings: { bodyLimitBytes: BODY_LIMIT_BYTES, trustProxy: false, dialects: { alfacrm: settings } },
  });
  const spoke = speak(app);
  return {
    world: { engine: engine.name, crm, store, app, clock, log, ids, ...spoke, context: (email = EMAIL) => contextOf(crm, email) },
    async close() {
      await app.close();
      await store.dispose();
    },
  };
}

async function addPeople(crm: Crm): Promise<void> {
  const boss = await createUser(crm, SETUP, { values: { login: EMAIL, name: 'Иван Иванов', administrator: true }, role: 'director', password: 'secret-of-ivan' });
  await createUser(crm, SETUP, { values: { login: MANAGER, name: 'Мария Петрова', manager: boss }, role: 'sales_manager' });
  await createUser(crm, SETUP, { values: { login: CLOSED, name: 'Пётр Сидоров' }, role: 'specialist' });
  await closeFace(crm);
  await createKey(crm, SETUP, { owner: boss, label: 'tests', faces: [], speaksForAll: true, secret: KEY });
}

/** The role of a specialist may not use this API. */
async function closeFace(crm: Crm): Promise<void> {
  await crm.write(SETUP, async (draft, directory) => {
    const role = directory.dictionary('role').items.find(({ code }) => code === 'specialist');
    if (role !== undefined) draft.update('role', role, { closed_faces: ['alfacrm'] });
  });
}

async function keyOf(crm: Crm): Promise<number> {
  const key = (await crm.directory()).keyByHash(hashApiKey(KEY));
  if (key === undefined) throw new Error('the key of the tests is not there');
  return key.id;
}

function speak(app: FastifyInstance): Pick<World, 'token' | 'request' | 'post' | 'list' | 'write'> {
  const tokens = new Map<string, Promise<string>>();
  const request: World['request'] = async (options) => {
    const { statusCode, headers, body } = await app.inject(options);
    return { status: statusCode, headers, text: body, json: body === '' ? null : (JSON.parse(body) as unknown) };
  };
  const token: World['token'] = async (email = EMAIL) => {
    const { status, text } = await request({ method: 'POST', url: '/v2api/auth/login', headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ email, api_key: KEY }) });
    if (status !== 200) throw new Error(`login of ${email} answered ${status}: ${text}`);
    return (JSON.parse(text) as { token: string }).token;
  };
  const own = (): Promise<string> => {
    const known = tokens.get(EMAIL) ?? token();
    tokens.set(EMAIL, known);
    return known;
  };
  const post: World['post'] = async (path, body, shown) => request({
    method: 'POST', url: `/v2api/${path}`, headers: { 'x-alfacrm-token': shown ?? (await own()), 'content-type': 'application/json' }, payload: body === undefined ? '' : JSON.stringify(body),
  });
  return {
    token, request, post,
    async list(path, body = {}, shown) {
      const { status, text } = await post(path, body, shown);
      expect({ path, status, text: status === 200 ? '' : text }).toEqual({ path, status: 200, text: '' });
      return JSON.parse(text) as Listed;
    },
    async write(path, body, shown) {
      const { status, text } = await post(path, body, shown);
      const answer = JSON.parse(text) as Written;
      expect({ path, status, success: answer.success, errors: answer.errors }).toEqual({ path, status: 200, success: true, errors: [] });
      return answer.model;
    },
  };
}

async function contextOf(crm: Crm, email: string): Promise<Context> {
  const account = (await crm.directory()).accountByLogin(email);
  if (account === undefined) throw new Error(`nobody has the login ${email}`);
  return { account, face: 'test', keyId: null };
}
