import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../test/engines.ts';
import { contextOf, NOON, openOffice, SETUP, type Office } from '../../test/factories.ts';
import { createKey } from '../core/accounts/create-key.ts';
import { createWebhook } from '../core/delivery/create-webhook.ts';
import { openZone } from '../core/time.ts';
import { createApp } from './app.ts';
import type { Settings } from './settings.ts';

const [BOSS_KEY, MANAGER_KEY] = ['metrics-tests-key-of-the-boss', 'metrics-tests-key-of-a-manager'];

for (const engine of testedEngines()) {
  describe(`${engine.name}: the figures for Prometheus`, () => {
    let opened: Office;
    beforeAll(async () => {
      opened = await openOffice(engine);
      await createKey(opened.crm, SETUP, { owner: opened.boss.id, label: 'boss', faces: ['native'], speaksForAll: false, secret: BOSS_KEY });
      await createKey(opened.crm, SETUP, { owner: opened.manager.id, label: 'manager', faces: [], speaksForAll: false, secret: MANAGER_KEY });
    });
    afterAll(() => opened.dispose());

    async function scrape(metrics: Settings['metrics'] | undefined, authorization?: string): Promise<{ readonly status: number; readonly text: string; readonly type: unknown }> {
      const settings = { bodyLimitBytes: 1024, trustProxy: false, dialects: {}, ...(metrics === undefined ? {} : { metrics }) };
      const app = createApp({ crm: opened.crm, zone: openZone('UTC'), dialects: [], settings, log: { error: () => undefined, warn: () => undefined }, version: '1.2.3' });
      const answer = await app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } });
      await app.close();
      return { status: answer.statusCode, text: answer.body, type: answer.headers['content-type'] };
    }
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

    test('are nowhere when they are switched off, whatever key is shown', async () => {
      expect(await scrape('off', `Bearer ${BOSS_KEY}`)).toMatchObject({ status: 404, text: '{"error":{"code":"not_found","message":"There is nothing at this address."}}' });
    });

    test.each([undefined, 'Bearer wrong', `Bearer ${MANAGER_KEY}`, basic(BOSS_KEY), basic(`${BOSS_KEY}:`), basic(`prometheus:${MANAGER_KEY}`), `Digest ${BOSS_KEY}`])('are refused without the key of an administrator, with a word on how to show it: %s', async (authorization) => {
      const { status, text } = await scrape(undefined, authorization);
      expect({ status, told: text.includes('tolmach_') }).toEqual({ status: 401, told: false });
    });

    test('are given to the key of an administrator, as a token or as a password, and to everybody where they are open', async () => {
      for (const [access, authorization] of [['key', `Bearer ${BOSS_KEY}`], ['key', basic(`prometheus:${BOSS_KEY}`)], ['open', undefined]] as const) {
        expect(await scrape(access, authorization)).toMatchObject({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' });
      }
    });

    test('tell how each webhook is doing', async () => {
      const boss = contextOf(opened.boss);
      const { id } = await createWebhook(opened.crm, boss, { title: 'Склад "А"\nновый', target: 'url', url: 'https://example.ru/', events: ['*'] }, [{ name: 'standard', events: [] }]);
      const before = await scrape('open');
      expect(before.text).toContain(`tolmach_webhook_queue_depth{webhook="${id}",title="Склад \\"А\\"\\nновый"} 0\n`);
      const { deliveries } = opened.crm.storage;
      await opened.crm.write(SETUP, async (draft) => void draft.insert('client', { name: 'Ромашка' }));
      const { events, from, to } = await deliveries.newEvents(1000);
      await deliveries.route({ from, to, now: NOON, deliveries: events.slice(-1).map((event) => ({ subscription: id, event, name: event.name })) });
      opened.setTime(NOON + 90_000);
      const [claimed] = await deliveries.claim({ worker: 'test', now: NOON, until: NOON + 1, wanted: [{ subscription: id, limit: 1 }] });
      await deliveries.settle('test', [{ id: claimed?.delivery.id ?? 0, subscription: id, state: 'waiting', nextAt: NOON + 1000, at: NOON, ms: 1, status: null, error: 'timeout', request: '{}', response: null }]);
      const labels = `webhook="${id}",title="Склад \\"А\\"\\nновый"`;
      const { text } = await scrape('open');
      for (const line of [`active{${labels}} 1`, `queue_depth{${labels}} 1`, `oldest_seconds{${labels}} 90`, `dead{${labels}} 0`, `failing{${labels}} 1`, `tries_total{${labels},outcome="succeeded"} 0`, `tries_total{${labels},outcome="failed"} 1`]) expect(text).toContain(`\ntolmach_webhook_${line}\n`);
      expect(text).toContain(`tolmach_info{version="1.2.3",engine="${engine.name}"} 1`);
    });

    test('have a line of help and a type each, and every line can be read', async () => {
      const lines = (await scrape('open')).text.trimEnd().split('\n');
      const names = lines.flatMap((line) => /^# TYPE (\w+) (?:gauge|counter)$/u.exec(line)?.[1] ?? []);
      expect(lines.filter((line) => line.startsWith('# HELP ')).map((line) => line.split(' ')[2])).toEqual(names);
      const strange = lines.filter((line) => !line.startsWith('#') && !/^(\w+)(?:\{(?:\w+="(?:[^"\\]|\\["\\n])*",?)+\})? -?\d+(?:\.\d+)?(?:e[+-]\d+)?$/u.test(line));
      expect(strange).toEqual([]);
    });
  });
}
