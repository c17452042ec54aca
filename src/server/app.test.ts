import type { FastifyInstance } from 'fastify';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../test/engines.ts';
import { openCrm, type TestCrm } from '../../test/factories.ts';
import { TINY } from '../../test/support/tiny-dialect.ts';
import { openZone } from '../core/time.ts';
import { createApp } from './app.ts';

const [engine] = testedEngines();
const LIMIT = 1024;

let proof: TestCrm;
let app: FastifyInstance;
let port: number;
const logged: { readonly facts: object; readonly message: string }[] = [];

beforeAll(async () => {
  if (engine === undefined) throw new Error('there is no engine to test on');
  proof = await openCrm(engine);
  const log = { error: (facts: object, message: string) => void logged.push({ facts, message }), warn: () => undefined };
  const settings = { bodyLimitBytes: LIMIT, trustProxy: false, dialects: { tiny: { TOLMACH_TINY_MODE: 'fancy' } } };
  app = createApp({ crm: proof.crm, zone: openZone('Europe/Moscow'), dialects: [TINY], settings, log, version: '1.2.3' });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = Number(new URL(app.listeningOrigin).port);
});

afterAll(async () => {
  await app.close();
  await proof.dispose();
});

/** Sends bytes as they are and reads until the server ends the connection. */
async function raw(lines: readonly string[], body = ''): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  return text(socket);
}

describe('what is refused', () => {
  test('an unknown address is 404 in JSON', async () => {
    const answer = await app.inject({ method: 'POST', url: '/nowhere?apikey=secret', headers: { 'content-type': 'application/json' }, payload: '{broken' });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({ error: { code: 'not_found', message: 'There is nothing at this address.' } });
  });

  test('a malformed address is 400 in JSON', async () => {
    const answer = await app.inject({ method: 'GET', url: '/tiny%ZZ' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ error: { code: 'bad_request', message: 'The request cannot be read.' } });
  });

  test('a body over the limit is 413', async () => {
    const answer = await app.inject({ method: 'POST', url: '/tiny', payload: 'x'.repeat(LIMIT + 1) });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toEqual({ error: { code: 'bad_request', message: 'The request is larger than this server takes.' } });
  });

  test('a fault of ours is 500 without a word of the inside, and is logged without the query', async () => {
    const answer = await app.inject({ method: 'GET', url: '/tiny/fault?apikey=secret' });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({ error: { code: 'internal', message: 'The server failed to answer.', requestId: expect.any(String) } });
    expect(logged.at(-1)).toMatchObject({ message: 'a request failed', facts: { requestId: answer.json().error.requestId, path: '/tiny/fault' } });
    expect(JSON.stringify(logged)).not.toContain('apikey');
  });

  test('what is no HTTP is answered in HTTP, and the connection ends', async () => {
    const answer = await raw(['HELLO']);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/u);
    expect(answer).toContain('{"error":{"code":"bad_request"');
  });

  test('endless headers are 431', async () => {
    expect(await raw(['GET / HTTP/1.1', 'Host: x', `X-Long: ${'x'.repeat(100_000)}`])).toMatch(/^HTTP\/1\.1 431 /u);
  });
});

describe('bodies', () => {
  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)('%s brings its body as it is, whatever the type', async (method) => {
    const answer = await app.inject({ method, url: '/tiny', headers: { 'content-type': 'application/json; charset=utf-8' }, payload: '{"a":1' });
    expect(answer.json()).toEqual({ method, mode: 'fancy', type: 'application/json; charset=utf-8', body: '{"a":1' });
  });

  test('a GET that calls nothing JSON is no error', async () => {
    const answer = await app.inject({ method: 'GET', url: '/tiny', headers: { 'content-type': 'application/json' } });
    expect(answer.json()).toMatchObject({ method: 'GET', body: '' });
  });

  test.each(['garbage', ';;;', 'a/b/c', 'text/ plain'])('a type that nobody can read counts as none: %s', async (type) => {
    const answer = await raw(['GET /tiny HTTP/1.1', 'Host: x', 'Connection: close', `Content-Type: ${type}`, 'Content-Length: 3'], 'a=b');
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/u);
    expect(answer).toContain('"type":null,"body":"a=b"');
  });

  test('a GET with a JSON body arrives over a real connection', async () => {
    const answer = await raw(['GET /tiny HTTP/1.1', 'Host: x', 'Connection: close', 'Content-Type: application/json', 'Content-Length: 9'], '{"id":42}');
    expect(answer).toContain(String.raw`"body":"{\"id\":42}"`);
  });
});

test('tells what it is and what it speaks', async () => {
  const answer = await app.inject('/');
  expect(answer.json()).toEqual({ product: 'Tolmach', version: '1.2.3', dialects: [{ name: 'tiny', title: 'Tiny API' }], health: '/health' });
});

test('is healthy while the store answers, and says 503 when it does not', async () => {
  const healthy = await app.inject('/health');
  expect([healthy.statusCode, healthy.json()]).toEqual([200, { status: 'ok' }]);

  const storage = { ...proof.crm.storage, directoryEpoch: () => Promise.reject(new Error('gone')) };
  const settings = { bodyLimitBytes: LIMIT, trustProxy: false, dialects: {} };
  const ill = createApp({ crm: { ...proof.crm, storage }, zone: openZone('UTC'), dialects: [], settings, log: { error: () => undefined, warn: () => undefined }, version: '1' });
  const answer = await ill.inject('/health');
  expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'unavailable' }]);
});
