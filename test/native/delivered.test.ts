import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../src/core/accounts/create-key.ts';
import { createCrm } from '../../src/core/crm.ts';
import { openZone } from '../../src/core/time.ts';
import { createApp } from '../../src/server/app.ts';
import { createDelivery, type Delivery } from '../../src/server/deliver.ts';
import { DIALECTS } from '../../src/server/dialects.ts';
import { openReceiver, type Receiver } from '../delivery/receiver.ts';
import { until } from '../delivery/world.ts';
import { testedEngines } from '../engines.ts';
import { openOffice, SETUP, type Office } from '../factories.ts';

const KEY = 'delivered-tests-key-of-the-boss';
const QUIET = { error: () => undefined, warn: () => undefined };

for (const engine of testedEngines()) {
  describe(`${engine.name}: a webhook from its making to its end, over HTTP`, () => {
    let office: Office;
    let receiver: Receiver;
    let delivery: Delivery;
    let app: ReturnType<typeof createApp>;
    let base = '';

    beforeAll(async () => {
      office = await openOffice(engine);
      await createKey(office.crm, SETUP, { owner: office.boss.id, label: 'boss', faces: [], speaksForAll: false, secret: KEY });
      receiver = await openReceiver();
      const zone = openZone('Europe/Moscow');
      const settings = { allowPrivate: ['127.0.0.1'], webhookRetries: [0, 60_000], bodyLimitBytes: 1024 * 1024, trustProxy: false, dialects: {} };
      const crm = createCrm({ storage: office.store.storage, clock: Date.now, zone, happened: () => delivery.happened() });
      delivery = createDelivery({ crm, zone, dialects: DIALECTS, settings, log: QUIET });
      app = createApp({ crm, zone, dialects: DIALECTS, settings, log: QUIET, version: '0', delivery: delivery.desk });
      await app.listen({ host: '127.0.0.1', port: 0 });
      const address: AddressInfo | string | null = app.server.address();
      base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
      await delivery.start();
    });
    afterAll(async () => {
      await delivery.stop();
      await app.close();
      await receiver.close();
      await office.dispose();
    });

    async function ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
      const headers = { authorization: `Bearer ${KEY}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      const answer = await fetch(`${base}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path} was refused: ${text}`);
      return text.startsWith('{') ? Object(JSON.parse(text)) : { text };
    }
    const deliveries = async (id: unknown, query = ''): Promise<readonly Record<string, unknown>[]> => (await ask('GET', `/api/v1/webhooks/${String(id)}/deliveries${query}`)).data as Record<string, unknown>[];

    test('is signed as its secret says, watched, given up, sent again and forgotten', async () => {
      const { id, secret } = await ask('POST', '/api/v1/webhooks', { title: 'Склад', url: receiver.url, events: ['client.*'], max_tries: 1 });
      expect(await ask('POST', `/api/v1/webhooks/${String(id)}/test`)).toMatchObject({ ok: true, status: 200, error: null, request: receiver.visits[0]?.body });
      expect(receiver.visits).toHaveLength(1);
      expect(await deliveries(id)).toEqual([]);

      receiver.react(() => 500);
      const client = await ask('POST', '/api/v1/records/client', { name: 'ООО Ромашка' });
      await until(async () => (await deliveries(id, '?state=dead')).length === 1);
      const [dead] = await deliveries(id);
      expect(dead).toMatchObject({ event: 'client.created', record: client.id, state: 'dead', tries: 1, last_status: 500, last_error: 'status', next_at: null, request: receiver.visits[1]?.body });
      expect((await ask('GET', '/metrics')).text).toContain(`tolmach_webhook_dead{webhook="${String(id)}",title="Склад"} 1\n`);

      receiver.react(() => 200);
      expect(await ask('POST', `/api/v1/webhooks/${String(id)}/replay`, { state: 'dead' })).toEqual({ replayed: 1 });
      await until(async () => (await deliveries(id, '?state=delivered')).length === 1);
      const last = receiver.visits.at(-1);
      expect([last?.id, last?.body]).toEqual([dead?.message_id, dead?.request]);
      const headers = Object.fromEntries(Object.entries(last?.headers ?? {}).map(([name, value]) => [name, String(value)]));
      expect(new Webhook(String(secret)).verify(last?.body ?? '', headers)).toMatchObject({ type: 'client.created', data: { record: client.id } });
      expect(await ask('GET', `/api/v1/webhooks/${String(id)}`)).toMatchObject({ state: { last_sequence: 1, succeeded: 1, failed: 1, failing_since: null, waiting: 0, dead: 0 } });

      await ask('DELETE', `/api/v1/webhooks/${String(id)}`);
      expect(await ask('GET', '/api/v1/webhooks')).toEqual({ data: [] });
      expect((await ask('GET', '/metrics')).text).not.toContain('Склад');
    });

    test('is fetched by a receiver that nobody can reach', async () => {
      const { id } = await ask('POST', '/api/v1/webhooks', { title: 'За стеной', target: 'pull', events: ['client.created'] });
      const client = await ask('POST', '/api/v1/records/client', { name: 'ООО Лютик' });
      await until(async () => ((await ask('GET', '/api/v1/events')).data as unknown[]).length === 1);
      expect(await ask('GET', '/api/v1/events')).toMatchObject({ webhook: id, acknowledged: 0, data: [{ sequence: 1, record: client.id, body: { type: 'client.created', data: { record: client.id } } }] });
      await ask('POST', '/api/v1/events/ack', { upto: 1 });
      expect(await ask('GET', '/api/v1/events')).toMatchObject({ acknowledged: 1, data: [] });
    });
  });
}
