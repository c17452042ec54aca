import { expect, test } from 'vitest';
import { createKey } from '../../core/accounts/create-key.ts';
import { revokeKey } from '../../core/accounts/revoke-key.ts';
import { SETUP } from '../../../test/factories.ts';
import { BODY_LIMIT_BYTES, BOSS, KEY, MANAGER, MANAGER_KEY, onEveryEngine } from '../../../test/native/world.ts';

const UNKNOWN_KEY = {
  type: '/problems/unauthenticated', title: 'Nobody is known to be calling', status: 401,
  detail: 'The API key is unknown, revoked, expired, or not for this API.', code: 'unauthenticated', fields: [],
};

onEveryEngine('the native API, who may call', (given) => {
  test('no key is refused with 401 and a challenge', async () => {
    const { status, headers, json } = await given().ask('GET', '/records/client', { key: null });
    expect({ status, json }).toEqual({ status: 401, json: { ...UNKNOWN_KEY, detail: 'Send an API key as Authorization: Bearer KEY.' } });
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer realm="Tolmach"', 'content-type': 'application/problem+json; charset=utf-8' });
  });

  test('a wrong key, a key of another case, and Basic credentials are refused with 401', async () => {
    const wrong = await given().ask('GET', '/records/client', { key: KEY.slice(1) });
    expect({ status: wrong.status, json: wrong.json }).toEqual({ status: 401, json: UNKNOWN_KEY });
    expect(wrong.headers).toMatchObject({ 'www-authenticate': 'Bearer realm="Tolmach", error="invalid_token"' });
    expect((await given().ask('GET', '/records/client', { key: KEY.toUpperCase() })).json).toEqual(UNKNOWN_KEY);
    const basic = Buffer.from(`${BOSS}:${KEY}`).toString('base64');
    expect((await given().ask('GET', '/records/client', { headers: { authorization: `Basic ${basic}` } })).status).toBe(401);
  });

  test('a key for another API and a revoked key are refused with 401', async () => {
    const { secret: other } = await createKey(given().crm, SETUP, { owner: given().ids.boss, label: 'other', faces: ['salesman'], speaksForAll: true });
    expect((await given().ask('GET', '/records/client', { key: other })).json).toEqual(UNKNOWN_KEY);
    const { id, secret } = await createKey(given().crm, SETUP, { owner: given().ids.boss, label: 'gone', faces: ['native'], speaksForAll: true });
    expect((await given().ask('GET', '/records/client', { key: secret })).status).toBe(200);
    await revokeKey(given().crm, SETUP, id);
    expect((await given().ask('GET', '/records/client', { key: secret })).json).toEqual(UNKNOWN_KEY);
  });

  test('a login that the key does not speak for, and one that there is not, are refused alike with 403', async () => {
    const forbidden = { status: 403, json: { type: '/problems/forbidden', title: 'The caller may not do this', status: 403, detail: 'The key does not speak for this user, or there is none.', code: 'forbidden', fields: [] } };
    const asManager = await given().ask('GET', '/records/client', { key: MANAGER_KEY, headers: { 'tolmach-user': BOSS } });
    expect({ status: asManager.status, json: asManager.json }).toEqual(forbidden);
    const asNobody = await given().ask('GET', '/records/client', { headers: { 'tolmach-user': 'nobody' } });
    expect({ status: asNobody.status, json: asNobody.json }).toEqual(forbidden);
  });

  test('a key that speaks for all acts as the login named, otherwise as its owner', async () => {
    await given().add('client', { name: 'Виден начальнику' });
    expect((await given().ask('GET', '/records/client')).json).toMatchObject({ total: 1 });
    expect((await given().ask('GET', '/records/client', { headers: { 'tolmach-user': MANAGER } })).json).toMatchObject({ data: [], total: 0 });
    expect((await given().ask('GET', '/records/client', { key: MANAGER_KEY })).json).toMatchObject({ data: [], total: 0 });
  });
});

onEveryEngine('the native API, what is no call', (given) => {
  test('an unknown address is refused with 404, and only to those who may call', async () => {
    expect((await given().ask('GET', '/strange', { key: null })).status).toBe(401);
    const { status, json } = await given().ask('GET', '/strange');
    expect({ status, json }).toEqual({ status: 404, json: { type: '/problems/not-found', title: 'Nothing is found', status: 404, detail: 'There is nothing at this address.', code: 'not_found', fields: [] } });
  });

  test('a method that the address does not take is refused with 405 and those it takes', async () => {
    const { status, headers, json } = await given().ask('PUT', '/records/client/5', { body: {} });
    expect({ status, allow: headers['allow'] }).toEqual({ status: 405, allow: 'GET, HEAD, PATCH, DELETE' });
    expect(json).toMatchObject({ code: 'method_not_allowed', detail: 'This address takes GET, HEAD, PATCH, DELETE.' });
    expect((await given().ask('DELETE', '/records/client')).headers['allow']).toBe('GET, HEAD, POST');
  });

  test('a body that is no JSON is refused with 400, one of another type with 415, one that is too large with 413', async () => {
    const problem = async (raw: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<object> => {
      const { status, json } = await given().ask('POST', '/records/client', { raw, headers });
      return { status, code: Object(json).code as unknown, detail: Object(json).detail as unknown };
    };
    expect(await problem('{"name":')).toEqual({ status: 400, code: 'malformed', detail: 'The body is not JSON.' });
    expect(await problem(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ status: 400, code: 'malformed', detail: 'The body is not UTF-8.' });
    expect(await problem('['.repeat(40) + ']'.repeat(40))).toEqual({ status: 400, code: 'malformed', detail: 'The body is nested too deeply.' });
    expect(await problem('name=x', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual({ status: 415, code: 'unsupported_type', detail: 'Send the body as Content-Type: application/json.' });
    expect(await problem(JSON.stringify({ name: 'x'.repeat(BODY_LIMIT_BYTES) }))).toEqual({ status: 413, code: 'too_large', detail: 'The body is larger than this server takes.' });
    expect(await problem('[]')).toEqual({ status: 422, code: 'invalid', detail: 'The body has members of the wrong shape.' });
  });

  test('a query member that the address does not know, and one that comes twice, are refused with 400', async () => {
    const detail = async (query: string): Promise<unknown> => Object((await given().ask('GET', `/records/client?${query}`)).json).detail;
    expect(await detail('page=2')).toBe('The query has a member that this address does not know: page.');
    expect(await detail('limit=1&limit=2')).toBe('The query has the member limit twice.');
  });
});
