import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe } from 'vitest';
import { createKey } from '../../src/core/accounts/create-key.ts';
import { createUser } from '../../src/core/accounts/create-user.ts';
import { hashPassword } from '../../src/core/accounts/secrets.ts';
import type { Context } from '../../src/core/context.ts';
import { createCrm, type Crm } from '../../src/core/crm.ts';
import { STANDARD_FILE_LIMITS } from '../../src/core/files/file-limits.ts';
import { BASE_PRESET } from '../../src/core/presets/base.ts';
import { openZone } from '../../src/core/time.ts';
import { defaultApplication } from '../../src/dialects/rukovoditel/default-application/preset.ts';
import rukovoditel from '../../src/dialects/rukovoditel/index.ts';
import { annotateFor } from '../../src/server/annotate.ts';
import { createApp } from '../../src/server/app.ts';
import { openFileFolder } from '../../src/storage/files/index.ts';
import { testedEngines, type Engine, type OpenStore } from '../engines.ts';
import { SETUP } from '../factories.ts';
import { describeTemplate } from '../support/store-template.ts';

/** The key of the documentation's samples. */
export const KEY = 'KUhUvp8sGZv1vIlQATEQXr4HJT4SsWEjd8LWGSN6';
/** 2024-05-15 12:00:00 in Moscow. */
export const NOON = Date.UTC(2024, 4, 15, 9);
/** Users of the check list, each with his own password; ids are 1 to 4. */
export const PASSWORDS = { root: 'root-password', mia: 'mia-password', dev: 'dev-password', cli: 'cli-password' } as const;
export type Login = keyof typeof PASSWORDS;

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly json: { readonly status?: string; readonly data?: unknown; readonly error_code?: string; readonly error_message?: string; readonly [member: string]: unknown };
}

/** A store with the default application and four users, and the dialect that answers over it. */
export interface World {
  readonly crm: Crm;
  readonly app: FastifyInstance;
  readonly clock: { now: number };
  readonly store: OpenStore;
  /** A call in JSON, as `root` unless said. */
  call(action: string, members?: object, login?: Login): Promise<Reply>;
  /** The same call as a form of PHP. */
  form(action: string, members?: object, login?: Login): Promise<Reply>;
  send(payload: string, contentType?: string, how?: { readonly method?: 'GET' | 'POST'; readonly url?: string }): Promise<Reply>;
  /** The `data` of a call that succeeds; throws the error text otherwise. */
  data(action: string, members?: object, login?: Login): Promise<unknown>;
  /** The rows of a select. */
  rows(entity: number, members?: object, login?: Login): Promise<readonly Record<string, string>[]>;
  /** Adds one record and gives its id. */
  insert(entity: number, item: object, login?: Login): Promise<string>;
  context(login: Login): Promise<Context>;
  /** What the dialect complained of so far: each is a fault of ours. */
  readonly faults: readonly string[];
}

export interface WorldOptions {
  readonly settings?: Readonly<Record<string, string>>;
}

/** Runs a suite on every engine, each over a store of its own. */
export function onEveryEngine(title: string, suite: (world: () => World) => void, options: WorldOptions = {}): void {
  for (const engine of testedEngines()) {
    describe(`${engine.name}: ${title}`, () => {
      let opened: Opened | undefined;
      beforeAll(async () => { opened = await openWorld(engine, options); });
      afterAll(() => opened?.close());
      suite(() => {
        if (opened === undefined) throw new Error('the store is open only while a test runs');
        return opened.world;
      });
    });
  }
}

interface Opened {
  readonly world: World;
  close(): Promise<void>;
}

async function openWorld(engine: Engine, { settings = {} }: WorldOptions): Promise<Opened> {
  const annotate = annotateFor([rukovoditel]);
  const presets = [BASE_PRESET, rukovoditel.preset, defaultApplication('en')];
  const store = await engine.open(describeTemplate({ name: 'rukovoditel', presets, at: NOON, annotate, people: addPeople }));
  const folder = await mkdtemp(join(tmpdir(), 'tolmach-files-'));
  const clock = { now: NOON };
  const crm = createCrm({ storage: store.storage, clock: () => clock.now, files: openFileFolder({ folder, clock: () => clock.now }), fileLimits: STANDARD_FILE_LIMITS, annotate });
  const faults: string[] = [];
  const complain = (facts: object, message: string): void => void faults.push(complaint(facts, message));
  const app = createApp({
    crm, zone: openZone('Europe/Moscow'), dialects: [rukovoditel], log: { error: complain, warn: complain }, version: '0',
    settings: { bodyLimitBytes: 10 * 1024 * 1024, trustProxy: false, dialects: { rukovoditel: settings } },
  });
  return {
    world: { crm, app, clock, store, ...speak(app), context: async (login) => contextOf(crm, login), faults },
    async close() {
      await app.close();
      await store.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function addPeople(crm: Crm): Promise<void> {
  const root = await addUser(crm, 'root', 'Anna', 'Petrova', 'administrator');
  await addUser(crm, 'mia', 'Mia', 'Stone', 'manager');
  await addUser(crm, 'dev', 'Dmitry', 'Orlov', 'developer');
  await addUser(crm, 'cli', 'Clara', 'Weiss', 'customer');
  await createKey(crm, SETUP, { owner: root, label: 'tests', faces: [], speaksForAll: false, secret: KEY });
}

/** What is logged is a fault of ours: the test that caused it should show it. */
function complaint(facts: object, message: string): string {
  const text = `${message}: ${'error' in facts && facts.error instanceof Error ? (facts.error.stack ?? '') : JSON.stringify(facts)}`;
  process.stderr.write(`${text}\n`);
  return text;
}

async function addUser(crm: Crm, login: Login, first: string, last: string, role: string): Promise<number> {
  const values = { login, name: `${first} ${last}`, first_name: first, last_name: last, emails: [`${login}@example.test`], administrator: role === 'administrator' };
  return createUser(crm, SETUP, { values, role, password: PASSWORDS[login] });
}

/** Gives a user a password shorter than the product's own rule asks for, as an import may bring it. */
export async function forcePassword(crm: Crm, login: Login, username: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await crm.write(SETUP, async (draft, directory) => {
    const account = directory.accountByLogin(login);
    if (account === undefined) throw new Error(`there is no ${login}`);
    const [credential] = await crm.storage.findRecords({ entity: 'credential', filter: { kind: 'equals', field: 'user', value: account.id }, sort: { field: 'id', descending: false }, offset: 0, limit: 1 });
    if (credential !== undefined) draft.update('credential', credential, { password_hash: hash });
    draft.update('user', account.record, { login: username });
  });
}

async function contextOf(crm: Crm, login: Login): Promise<Context> {
  const account = (await crm.directory()).accountByLogin(login);
  if (account === undefined) throw new Error(`there is no ${login}`);
  return { account, face: 'test', keyId: null };
}

function speak(app: FastifyInstance): Omit<World, 'crm' | 'app' | 'clock' | 'store' | 'context' | 'faults'> {
  const send: World['send'] = async (payload, contentType = 'application/json', { method = 'POST', url = '/api/rest.php' } = {}) => {
    const { statusCode, headers, body } = await app.inject({ method, url, payload, headers: contentType === '' ? {} : { 'content-type': contentType } });
    return { status: statusCode, contentType: String(headers['content-type']), text: body, json: JSON.parse(body) as Reply['json'] };
  };
  const whole = (action: string, members: object, login: Login): object => ({ key: KEY, username: login, password: PASSWORDS[login], action, ...members });
  const call: World['call'] = (action, members = {}, login = 'root') => send(JSON.stringify(whole(action, members, login)));
  const data: World['data'] = async (action, members = {}, login = 'root') => {
    const { json } = await call(action, members, login);
    if (json.status !== 'success') throw new Error(json.error_message);
    return json.data;
  };
  return {
    send, call, data,
    form: (action, members = {}, login = 'root') => send(buildQuery(whole(action, members, login)), 'application/x-www-form-urlencoded'),
    rows: async (entity, members = {}, login = 'root') => (await data('select', { entity_id: entity, ...members }, login)) as readonly Record<string, string>[],
    insert: async (entity, item, login = 'root') => String(((await data('insert', { entity_id: entity, items: item }, login)) as { readonly id: string }).id),
  };
}

/** As PHP's `http_build_query` writes it. */
export function buildQuery(members: object, prefix = ''): string {
  return Object.entries(members).flatMap(([name, value]: [string, unknown]) => {
    const path = prefix === '' ? name : `${prefix}[${name}]`;
    if (value === null || value === undefined) return [];
    if (typeof value === 'object') return Object.keys(value).length === 0 ? [] : [buildQuery(value, path)];
    return [`${encodeURIComponent(path)}=${encodeURIComponent(typeof value === 'boolean' ? String(Number(value)) : String(value)).replaceAll('%20', '+')}`];
  }).join('&');
}
