import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextOf, SETUP } from '../../../test/factories.ts';
import { tolmachIn } from '../../../test/support/tolmach.ts';
import { createCrm, type Crm } from '../../core/crm.ts';
import { createWebhook } from '../../core/delivery/create-webhook.ts';
import type { Storage } from '../../core/storage.ts';
import { createFormatBook } from '../../delivery/format-book.ts';
import { routeEvents } from '../../delivery/route-events.ts';
import { standardEvents } from '../../dialects/native/events/format.ts';
import { openStore } from '../../server/open-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'tolmach-test-'));
/** One store for all commands: opening and closing it is slow, and proved elsewhere. */
let kept: Promise<Storage> | undefined;
const tolmach = tolmachIn(folder, { TOLMACH_ALLOW_PRIVATE: '127.0.0.1' }, async (settings) => ({ ...(await (kept ??= openStore(settings))), close: async () => undefined }));

describe('tolmach webhooks', () => {
  let crm: Crm;
  const arrived: { readonly headers: object; readonly body: string }[] = [];
  let status = 204;
  const receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      arrived.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(status).end(status === 204 ? undefined : 'out of order');
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => { receiver.listen(0, '127.0.0.1', resolve); });
    await tolmach(['migrate']);
    await tolmach(['user', 'add', '--login', 'olga', '--name', 'Ольга', '--administrator']);
    if (kept === undefined) throw new Error('no command has opened the store');
    crm = createCrm({ storage: await kept, clock: Date.now });
    const account = (await crm.directory()).accountByLogin('olga');
    if (account === undefined) throw new Error('nobody has the login olga');
    const address = receiver.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/in`;
    await createWebhook(crm, contextOf(account), { title: 'Склад', target: 'url', url, events: ['client.*'] }, [standardEvents]);
  });
  afterAll(async () => {
    await crm.close();
    receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    [['webhooks', 'test', '17'], 'There is no webhook 17.'],
    [['webhooks', 'test', 'all'], 'A webhook is named by its number, see "tolmach webhooks list", not "all".'],
    [['webhooks', 'replay', '1'], 'Say which deliveries: --state, --event, --from or --to.'],
    [['webhooks', 'replay', '1', '--state', 'odd'], '--state is one of waiting, delivered, dead, skipped, not "odd".'],
    [['webhooks', 'replay', '1', '--from', '2027-02-30'], '--from must be a day such as 2027-01-31 or a moment such as 2027-01-31T09:05:00Z, not "2027-02-30".'],
    [['webhooks', 'replay', '1', '--missed'], 'Say since when: --missed needs --from.'],
    [['webhooks', 'replay', '1', '--missed', '--from', '2027-01-31', '--state', 'dead'], 'What was missed has no state yet: leave --state out.'],
    [['webhooks', 'replay', '17', '--missed', '--from', '2027-01-31'], 'There is no webhook 17.'],
    [['webhooks', 'replay', '17', '--state', 'dead'], 'There is no webhook 17.'],
  ])('%s is refused in one sentence', async (args, sentence) => {
    expect(await tolmach(args)).toMatchObject({ code: 1, output: '', complaint: sentence });
  });

  test('list tells how each is doing, and no secret', async () => {
    const { output, json } = await tolmach(['webhooks', 'list', '--json']);
    expect(json()).toEqual([{
      id: 1, title: 'Склад', active: true, target: 'url', url: expect.stringMatching(/^http:/u), format: 'standard', events: ['client.*'], disabledReason: null, lastSequence: 0, acknowledged: 0, succeeded: 0, failed: 0,
      failingSince: null, lastSuccessAt: null, waiting: 0, dead: 0, oldestAt: null,
    }]);
    expect(output).not.toContain('whsec_');
    expect((await tolmach(['webhooks', 'list'])).output).toMatch(/^id {2}title {2}to .*\n1 {3}Склад {2}http:\S+ {2}standard {2}on {2}0 {8}0 {5}never$/u);
  });

  test('a test shot is signed and sent at once, and what came of it is said', async () => {
    const ran = await tolmach(['webhooks', 'test', '1']);
    expect(ran).toMatchObject({ code: 0, output: expect.stringMatching(/^Sent:\n\{.*\}\nIt arrived \(204\), in \d+ ms\.$/u) });
    expect(arrived.at(-1)).toMatchObject({ headers: { 'webhook-signature': expect.stringMatching(/^v1,/u) }, body: expect.stringContaining('"type":"client.') });
    status = 500;
    const failed = await tolmach(['webhooks', 'test', '1', '--json']);
    expect([failed.code, failed.json()]).toEqual([1, { ok: false, status: 500, error: 'status', ms: expect.any(Number), request: arrived.at(-1)?.body, response: 'out of order' }]);
  });

  test('replay counts what is sent again', async () => {
    await crm.write(SETUP, async (draft) => void draft.insert('client', { name: 'Ромашка' }));
    await routeEvents(crm, createFormatBook([standardEvents]), () => undefined);
    const replayed = async (...args: readonly string[]): Promise<unknown> => (await tolmach(['webhooks', 'replay', '1', ...args, '--json'])).json();
    expect(await replayed('--state', 'dead')).toEqual({ id: 1, replayed: 0 });
    expect(await replayed('--from', '2020-01-01', '--to', '2020-01-01')).toEqual({ id: 1, replayed: 0 });
    expect(await replayed('--from', '2020-01-01', '--event', 'client.created')).toEqual({ id: 1, replayed: 1 });
    expect((await tolmach(['webhooks', 'replay', '1', '--state', 'waiting'])).output).toBe('1 deliveries of webhook 1 are sent again.');
  });

  test('replay hands over what was missed, once', async () => {
    const account = (await crm.directory()).accountByLogin('olga');
    if (account === undefined) throw new Error('nobody has the login olga');
    const { id } = await createWebhook(crm, contextOf(account), { title: 'Касса', target: 'pull', url: null, events: ['client.*'] }, [standardEvents]);
    const missed = async (...args: readonly string[]): Promise<unknown> => (await tolmach(['webhooks', 'replay', String(id), '--missed', '--from', '2020-01-01', ...args, '--json'])).json();
    expect(await missed('--to', '2020-01-01')).toEqual({ id, replayed: 0 });
    expect(await missed('--event', 'client.deleted')).toEqual({ id, replayed: 0 });
    expect(await missed()).toEqual({ id, replayed: 1 });
    expect((await tolmach(['webhooks', 'replay', String(id), '--missed', '--from', '2020-01-01'])).output).toBe(`0 missed events are handed to webhook ${id}.`);
  });
});
