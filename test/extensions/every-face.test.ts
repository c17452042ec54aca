import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const KEY = 'key-of-the-extensions-0123456789';
const PASSWORD = 'password-of-the-extensions';
const LOGIN = 'admin@tolmach.local';
const CLIENT = '100001';
const NAME = '100001001';
const TEXT = 'Такого нельзя';

/** Refuses to add and to change anything into "нельзя", and to delete who is called "вечный"; counts how often it was asked. */
const GUARD = `import { writeFileSync, appendFileSync } from 'node:fs';
import { refuse } from 'tolmach/extensions';
const check = ({ action, face, values }) => {
  appendFileSync(process.env.ASKED, face + ' ' + action + '\\n');
  if (values.name === 'нельзя') throw refuse('${TEXT}');
};
export default {
  filter: { 'client.beforeAdd': check, 'client.beforeEdit': check, 'client.beforeDelete': (write) => { check(write); if (write.before.name === 'вечный') throw refuse('${TEXT}'); } },
  routes: { 'GET /hang'() { writeFileSync(process.env.ASKED + '.pid', String(process.pid)); while (true); } },
};`;

const folder = makeTemporaryFolder('tolmach-extensions-');
const asked = join(folder.path, 'asked');
let server: ServerProcess;

beforeAll(async () => {
  mkdirSync(join(folder.path, 'extensions'));
  writeFileSync(join(folder.path, 'extensions', 'guard.ts'), GUARD);
  server = await startServer({ entry: 'source', folder: folder.path, settings: { ASKED: asked, TOLMACH_API_KEY: KEY, TOLMACH_ADMIN_PASSWORD: PASSWORD, TOLMACH_DEMO: '0' } });
});
afterAll(async () => {
  await server.kill();
  folder.remove();
});

async function call(path: string, { method = 'POST', headers = {}, body }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: object | undefined }): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method, headers: { ...headers, ...(body === undefined || body instanceof URLSearchParams ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return text === '' ? answer.status : JSON.parse(text);
}

/** How often the filter was asked in the course of some calls, and by whom. */
async function askedIn(work: () => Promise<unknown>): Promise<readonly string[]> {
  writeFileSync(asked, '');
  await work();
  return readFileSync(asked, 'utf8').split('\n').filter((line) => line !== '');
}

const native = (method: string, path: string, body?: object): Promise<unknown> => call(`/api/v1${path}`, { method, headers: { authorization: `Bearer ${KEY}` }, body });
const salesman = (path: string, body: object): Promise<unknown> => call(`/developer/v3/${path}`, { headers: { apikey: KEY, login: LOGIN }, body });
const rukovoditel = (members: Readonly<Record<string, string>>): Promise<unknown> => call('/api/rest.php', { body: new URLSearchParams({ key: KEY, username: LOGIN, password: PASSWORD, entity_id: CLIENT, ...members }) });
async function alfacrm(): Promise<(path: string, body: object) => Promise<unknown>> {
  const { token } = Object(await call('/v2api/auth/login', { body: { email: LOGIN, api_key: KEY } }));
  return (path, body) => call(`/v2api/1/${path}`, { headers: { 'x-alfacrm-token': String(token) }, body });
}
const made = async (name: string): Promise<string> => String(Object(await native('POST', '/records/client', { name })).id);

test('our own API', async () => {
  const id = await made('обычный');
  const problem = { status: 422, code: 'refused', detail: TEXT };
  expect(await native('POST', '/records/client', { name: 'нельзя' })).toMatchObject(problem);
  expect(await native('PATCH', `/records/client/${id}`, { name: 'нельзя' })).toMatchObject(problem);
  expect(await native('DELETE', `/records/client/${await made('вечный')}`)).toMatchObject(problem);
  expect(await askedIn(() => native('DELETE', `/records/client/${id}`))).toEqual(['native delete']);
});

test('SalesMan', async () => {
  const clid = Number(await made('ещё один'));
  const error = { error: { text: TEXT } };
  expect(await salesman('client/add', { title: 'нельзя' })).toMatchObject(error);
  expect(await salesman('client/update', { clid, title: 'нельзя' })).toMatchObject(error);
  expect(await askedIn(() => salesman('client/add', { title: 'можно' }))).toEqual(['salesman add']);
  expect(await askedIn(() => salesman('client/add.list', { client: [{ title: 'первый' }, { title: 'второй' }] }))).toEqual(['salesman add', 'salesman add']);
});

test('Rukovoditel, of many rows none where one is refused', async () => {
  const error = { status: 'error', error_message: expect.stringContaining(TEXT) };
  expect(await rukovoditel({ action: 'insert', [`items[field_${NAME}]`]: 'нельзя' })).toMatchObject(error);
  expect(await rukovoditel({ action: 'insert', [`items[0][field_${NAME}]`]: 'строка 1', [`items[1][field_${NAME}]`]: 'нельзя' })).toMatchObject(error);
  const [id, other] = [await made('строка 2'), await made('вечный 2')];
  expect(await rukovoditel({ action: 'update', 'update_by_field[id]': id, [`data[field_${NAME}]`]: 'нельзя' })).toMatchObject(error);
  await native('PATCH', `/records/client/${other}`, { name: 'вечный' });
  expect(await rukovoditel({ action: 'delete', 'delete_by_field[id]': `${id},${other}` })).toMatchObject(error);
  expect(await native('GET', `/records/client/${id}`)).toMatchObject({ name: 'строка 2' });
  expect(await askedIn(() => rukovoditel({ action: 'delete', 'delete_by_field[id]': id }))).toEqual(['rukovoditel delete']);
});

test('alfaCRM', async () => {
  const ask = await alfacrm();
  const customer = Object(await ask('customer/create', { name: 'Анна', is_study: 1, legal_type: 1 })).model;
  const errors = { success: false, errors: { id: [TEXT] } };
  expect(await ask('customer/create', { name: 'нельзя', is_study: 1, legal_type: 1 })).toMatchObject(errors);
  expect(await ask(`customer/update?id=${String(Object(customer).id)}`, { name: 'нельзя' })).toMatchObject(errors);
  expect(await askedIn(() => ask(`customer/update?id=${String(Object(customer).id)}`, { name: 'Анна Б.' }))).toEqual(['alfacrm edit']);
});

test('a killed server takes its extensions along, even those that never give way', async () => {
  void call('/extensions/guard/hang', { method: 'GET' }).catch(() => undefined);
  await expect.poll(() => { try { return Number(readFileSync(`${asked}.pid`, 'utf8')); } catch { return 0; } }).toBeGreaterThan(0);
  const pid = Number(readFileSync(`${asked}.pid`, 'utf8'));
  await server.kill();
  await expect.poll(() => { try { return process.kill(pid, 0); } catch { return false; } }, { timeout: 10_000 }).toBe(false);
});
