import fastify from 'fastify';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { openCrm, type TestCrm } from '../../../test/factories.ts';
import type { Crm } from '../../core/crm.ts';
import { openZone } from '../../core/time.ts';
import type { PlainWay } from '../dialect.ts';
import salesman from './index.ts';

const [engine] = testedEngines();
const logged: string[] = [];
let base: TestCrm;

beforeAll(async () => {
  if (engine === undefined) throw new Error('there is no engine to test on');
  base = await openCrm(engine);
});
afterAll(() => base.dispose());

/** The answer to one request, straight by the way that the dialect takes. */
async function ask(crm: Crm, path: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
  const ways: PlainWay[] = [];
  const log = { error: (_facts: object, message: string) => void logged.push(message), warn: () => undefined };
  salesman.register(fastify(), { crm, zone: openZone('Europe/Moscow'), log, settings: {} }, (way) => ways.push(way));
  const server = createServer((request, response) => {
    request.resume();
    ways[0]?.answer(request, Buffer.from(body), response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { 'content-type': 'application/json' } });
    return { status: answer.status, text: await answer.text() };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a failure of ours is told as one, logged, and harms nobody else', async () => {
  const broken: Crm = { ...base.crm, directory: () => Promise.reject(new Error('select * from secret')) };
  const { status, text } = await ask(broken, '/developer/v3/client/info', '{"clid":1}');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual({ result: 'Error', error: { code: '500', text: 'Внутренняя ошибка' } });
  expect(logged).toEqual(['a SalesMan call failed']);
});

test('a key that nobody has is refused as everywhere', async () => {
  const { text } = await ask(base.crm, '/developer/v3/client/info?apikey=none', '{}');
  expect(JSON.parse(text)).toMatchObject({ result: 'Error', error: { code: '400' } });
});
