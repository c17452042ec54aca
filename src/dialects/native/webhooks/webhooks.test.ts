import { expect, test } from 'vitest';
import { MANAGER_KEY, onEveryEngine, type Asked } from '../../../../test/native/world.ts';

const STOCK = { title: 'Склад', url: 'https://example.ru/in', events: ['client.created', 'deal.*'] };
const NOTHING = { last_sequence: 0, acknowledged: 0, failing_since: null, last_success_at: null, succeeded: 0, failed: 0, waiting: 0, dead: 0, oldest_at: null };

onEveryEngine('the native API, webhooks', (given) => {
  const refused = async (method: string, path: string, asked: Asked = {}): Promise<object> => {
    const { status, json } = await given().ask(method, path, asked);
    const { code, fields } = Object(json);
    return { status, code: code as unknown, fields: (fields as { field: string; fault: string }[]).map(({ field, fault }) => `${field}: ${fault}`) };
  };
  const done = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const { status, json, text } = await given().ask(method, path, body === undefined ? {} : { body });
    if (status >= 300) throw new Error(`${method} ${path} was refused: ${text}`);
    return Object(json);
  };
  const make = async (more: object = {}): Promise<number> => Number((await done('POST', '/webhooks', { ...STOCK, ...more })).id);

  test('are nobody’s but an administrator’s: others are told neither what there is nor what is wrong with what they sent', async () => {
    const id = await make();
    const calls = [
      ['GET', '/webhooks'], ['POST', '/webhooks'], ['GET', '/webhooks/formats'], ['GET', `/webhooks/${id}`], ['PATCH', `/webhooks/${id}`], ['DELETE', `/webhooks/${id}`], ['GET', '/webhooks/999'],
      ['POST', `/webhooks/${id}/rotate-secret`], ['POST', `/webhooks/${id}/test`], ['GET', `/webhooks/${id}/deliveries`], ['GET', `/webhooks/${id}/deliveries/1`],
      ['POST', `/webhooks/${id}/deliveries/1/replay`], ['POST', `/webhooks/${id}/replay`], ['GET', '/events'], ['POST', '/events/ack'],
    ] as const;
    for (const [method, path] of calls) {
      const { status, json } = await given().ask(method, path, { key: MANAGER_KEY, ...(method === 'GET' || method === 'DELETE' ? {} : { body: { strange: 1 } }) });
      expect({ path, status, json }).toEqual({ path, status: 403, json: { type: '/problems/forbidden', title: 'The caller may not do this', status: 403, detail: expect.not.stringMatching(/\d/u), code: 'forbidden', fields: [] } });
      expect((await given().ask(method, path, { key: null })).status).toBe(401);
    }
    expect(given().desk.shots).toEqual([]);
  });

  test('are refused with every fault at once', async () => {
    expect(await refused('POST', '/webhooks', { body: { url: 5, events: 'all', colour: 'red', target: 'extension', timeout_ms: 1.5 } })).toEqual({ status: 422, code: 'invalid', fields: ['title: required', 'events: wrong_type', 'target: unknown_value', 'url: wrong_type', 'timeout_ms: wrong_type', 'colour: unknown_field'] });
    expect(await refused('POST', '/webhooks', { body: { title: '', url: 'ftp://user@example.ru', method: 'GET', events: ['client.created', 'strange.*'], parameters: { a: 'b' }, timeout_ms: 1, max_tries: 500 } })).toEqual({
      status: 422, code: 'invalid', fields: ['title: required', 'url: wrong_type', 'timeout_ms: out_of_range', 'max_tries: out_of_range', 'events.1: unknown_value', 'method: unknown_value', 'parameters: unknown_value'],
    });
    expect(await refused('POST', '/webhooks', { body: { ...STOCK, format: 'salesman', events: ['client.created'] } })).toEqual({ status: 422, code: 'invalid', fields: ['events.0: unknown_value'] });
    expect(await refused('POST', '/webhooks', { body: { ...STOCK, format: 'parameters', method: 'GET', url: 'https://{entity}.example.ru/' } })).toEqual({ status: 422, code: 'invalid', fields: ['url: bad_text'] });
    expect(await refused('POST', '/webhooks', { body: { ...STOCK, format: 'klingon' } })).toEqual({ status: 422, code: 'invalid', fields: ['format: unknown_value'] });
  });

  test('that are not there are not found', async () => {
    for (const [method, path] of [['GET', '/webhooks/999'], ['PATCH', '/webhooks/999'], ['DELETE', '/webhooks/x'], ['POST', '/webhooks/999/test'], ['POST', '/webhooks/999/rotate-secret'], ['GET', '/webhooks/999/deliveries']] as const) {
      expect(await refused(method, path, method === 'PATCH' ? { body: {} } : {})).toEqual({ status: 404, code: 'not_found', fields: [] });
    }
  });

  test('show their secret when they are made, and never again', async () => {
    const { status, headers, json } = await given().ask('POST', '/webhooks', { body: STOCK });
    const { id, secret, ...rest } = Object(json);
    expect({ status, location: headers['location'], etag: headers['etag'] }).toEqual({ status: 201, location: `/api/v1/webhooks/${id}`, etag: '"1"' });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/u);
    expect(rest).toEqual({
      version: 1, title: 'Склад', active: true, target: 'url', url: 'https://example.ru/in', method: 'POST', format: 'standard', events: ['client.created', 'deal.*'], parameters: {}, timeout_ms: null, max_tries: null,
      extension: null, disabled_reason: null, disabled_at: null, created_at: '2024-03-15T12:00:00.000Z', updated_at: null, secrets: [{ until: null }], state: NOTHING,
    });
    const rotated = await done('POST', `/webhooks/${id}/rotate-secret`, { keep_seconds: 60 });
    expect(rotated).toEqual({ secret: expect.stringMatching(/^whsec_/u) });
    expect(await done('GET', `/webhooks/${id}`)).toMatchObject({ version: 2, secrets: [{ until: null }, { until: '2024-03-15T12:01:00.000Z' }] });
    await done('POST', `/webhooks/${id}/rotate-secret`);
    for (const path of ['/webhooks', `/webhooks/${id}`, `/webhooks/${id}/deliveries`, '/webhooks/formats']) expect((await given().ask('GET', path)).text).not.toMatch(/whsec_/u);
    expect(await refused('POST', `/webhooks/${id}/rotate-secret`, { body: { keep_seconds: -1 } })).toEqual({ status: 422, code: 'invalid', fields: ['keep_seconds: out_of_range'] });
  });

  test('change what is named, at the version that was seen', async () => {
    const id = await make();
    expect(await refused('PATCH', `/webhooks/${id}`, { body: { target: 'pull' } })).toEqual({ status: 422, code: 'invalid', fields: ['target: unknown_field'] });
    expect(await refused('PATCH', `/webhooks/${id}`, { body: { title: 'x' }, headers: { 'if-match': '"9"' } })).toMatchObject({ status: 412, code: 'conflict' });
    const woken = given().desk.woken;
    const changed = await given().ask('PATCH', `/webhooks/${id}`, { body: { active: false, format: 'salesman', events: ['client.*'], max_tries: 3 }, headers: { 'if-match': '"1"' } });
    expect([changed.status, changed.headers['etag'], given().desk.woken]).toEqual([200, '"2"', woken + 1]);
    expect(changed.json).toMatchObject({ id, version: 2, title: 'Склад', active: false, format: 'salesman', events: ['client.*'], max_tries: 3 });
    expect(await done('PATCH', `/webhooks/${id}`, { active: true, max_tries: null })).toMatchObject({ active: true, max_tries: null });
    expect(await refused('DELETE', `/webhooks/${id}`, { headers: { 'if-match': '"1"' } })).toMatchObject({ status: 412 });
    expect((await given().ask('DELETE', `/webhooks/${id}`)).status).toBe(204);
    expect(await refused('GET', `/webhooks/${id}`)).toMatchObject({ status: 404 });
  });

  test('are tried with a made-up event', async () => {
    const id = await make();
    expect(await done('POST', `/webhooks/${id}/test`)).toEqual({ ok: true, status: 204, error: null, ms: 12, request: '{"type":"test"}', response: '' });
    expect(given().desk.shots.map((shot) => shot.id)).toEqual([id]);
  });

  test('have formats, and those have events', async () => {
    const { data } = await done('GET', '/webhooks/formats');
    expect(data).toMatchObject([{ name: 'standard', parameters: false, events: [] }, { name: 'salesman', parameters: false, events: expect.arrayContaining([{ name: 'client.add', caption: { ru: expect.any(String), en: expect.any(String) }, state: 'done' }]) }, { name: 'parameters', parameters: true }]);
  });
});
