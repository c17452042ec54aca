import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const FOLDER = fileURLToPath(new URL('../../examples', import.meta.url));
const KEY = 'key-of-the-examples-0123456789';
const PASSWORD = 'password-of-the-examples';
const LOGIN = 'admin@tolmach.local';

const folder = makeTemporaryFolder('tolmach-examples-');
const messages: unknown[] = [];
let refusing = 0;
let receiver: Server;
let server: ServerProcess;

beforeAll(async () => {
  receiver = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString('utf8'); });
    request.on('end', () => {
      const refused = refusing > 0;
      if (refused) refusing -= 1;
      else messages.push(JSON.parse(body));
      answer.writeHead(refused ? 503 : 200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  server = await startServer({ entry: 'source', folder: folder.path, settings: {
    NOTIFIER_URL: `http://127.0.0.1:${port}/`, NOTIFIER_CHAT: '42',
    TOLMACH_EXTENSIONS: FOLDER, TOLMACH_API_KEY: KEY, TOLMACH_ADMIN_PASSWORD: PASSWORD, TOLMACH_DEMO: '0', TOLMACH_DATA: folder.path, TOLMACH_WEBHOOK_RETRIES: '0s,0s',
  } });
});
afterAll(async () => {
  await server.stop();
  receiver.close();
  folder.remove();
});

async function call(path: string, { method = 'POST', headers = {}, body }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: object | URLSearchParams }): Promise<unknown> {
  const form = body instanceof URLSearchParams;
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method, headers: { ...headers, ...(form || body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }) });
  return answer.json();
}

const native = (path: string, body?: object, method?: string): Promise<unknown> => call(`/api/v1${path}`, { headers: { authorization: `Bearer ${KEY}` }, ...(body === undefined ? {} : { body }), method: method ?? (body === undefined ? 'GET' : 'POST') });
const salesman = (path: string, body: object): Promise<unknown> => call(`/developer/v3/${path}`, { headers: { apikey: KEY, login: LOGIN }, body });
const rukovoditel = (members: Readonly<Record<string, string>>): Promise<unknown> => call('/api/rest.php', { body: new URLSearchParams({ key: KEY, username: LOGIN, password: PASSWORD, ...members }) });
const idIn = (answer: unknown): unknown => Object(answer).id ?? Object(answer).data;

test('the guard by ИНН refuses in the words of each language, and writes nothing', async () => {
  expect(await salesman('client/add', { title: 'Ромашка', recv: { castInn: '59 0412 3456' } })).toEqual({ result: 'Успешно', data: expect.any(Number) });
  const text = 'Клиент с ИНН 5904123456 уже есть: Ромашка';
  expect(await salesman('client/add', { title: 'Другая', recv: { castInn: '5904123456' } })).toMatchObject({ error: { text } });

  const clid = idIn(await native('/records/client', { name: 'Лютик' }));
  const give = (castInn: string): Promise<unknown> => salesman('client/update', { clid, recv: { castInn } });
  expect(await give('5904 123456')).toMatchObject({ error: { text } });
  expect([await give('77 01'), await give('7701')]).toMatchObject([{ data: clid }, { data: clid }]);
  expect(await salesman('client/info', { clid, bankinfo: true })).toMatchObject({ data: { bankinfo: { castInn: '7701' } } });
  expect(await native('/records/client?fields=name&sort=id').then((answer) => JSON.stringify(answer))).toMatch(/Ромашка(?!.*Другая).*Лютик/u);
});

test('Rukovoditel’s clients read the same refusal', async () => {
  const { entity, inn, client } = await rukovoditelNumbers();
  const answer = await rukovoditel({ action: 'insert', entity_id: entity, [`items[field_${inn}]`]: '5904123456', [`items[field_${client}]`]: '2' });
  expect(answer).toMatchObject({ status: 'error', error_message: 'Клиент с ИНН 5904123456 уже есть: Ромашка' });
});

/** The numbers by which Rukovoditel’s clients know requisites, their ИНН and their client. */
async function rukovoditelNumbers(): Promise<{ readonly entity: string; readonly inn: string; readonly client: string }> {
  const entity = idOfNamed(await rukovoditel({ action: 'get_entities' }), 'Requisites');
  const fields = await rukovoditel({ action: 'get_entity_fields', entity_id: entity });
  return { entity, inn: idOfNamed(fields, 'INN'), client: idOfNamed(fields, 'Client') };
}

function idOfNamed(answer: unknown, name: string): string {
  const data: unknown = Object(answer).data;
  return String(Array.isArray(data) ? Object(data.find((one: unknown) => Object(one).name === name)).id : '');
}

test('the notifier posts a message for each new client and lead, again where the receiver refused', async () => {
  const sent = messages.length;
  refusing = 1;
  await native('/records/lead', { name: 'Звонок с сайта' });
  await expect.poll(() => messages.slice(sent)).toEqual([{ chat_id: '42', text: 'Новая заявка: Звонок с сайта' }]);
  await salesman('client/add', { title: 'Василёк' });
  await expect.poll(() => messages.at(-1)).toEqual({ chat_id: '42', text: 'Новый клиент: Василёк' });
});

test('health tells of both', async () => {
  expect(await call('/health', { method: 'GET' })).toEqual({ status: 'ok', extensions: [{ name: 'duplicate-by-inn', state: 'running', failures: 0 }, { name: 'notifier', state: 'running', error: 'the receiver answered 503', failures: 1 }] });
});
