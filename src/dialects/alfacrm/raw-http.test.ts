import { connect } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { EMAIL, KEY, onEveryEngine, type World } from '../../../test/alfacrm/world.ts';
import { createAnswerReader, type HttpAnswer } from '../../../test/support/http-answer.ts';

/** Calls over bare sockets, byte by byte as curl and PHP's curl write them (the samples of the seed document). */
onEveryEngine('bytes on a socket', (current) => {
  const world = (): World => current();
  let port = 0;
  beforeAll(async () => {
    await world().app.listen({ port: 0, host: '127.0.0.1' });
    const bound = world().app.server.address();
    port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  });

  const exchange = (lines: readonly string[], body: string): Promise<HttpAnswer> => new Promise((resolve, reject) => {
    const reader = createAnswerReader(resolve);
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(10_000, () => socket.destroy(new Error('no end of the answer')));
    socket.on('data', (bytes: Buffer) => reader.push(bytes));
    socket.on('end', () => void reader.end());
    socket.on('error', reject);
    socket.write(`${[...lines, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
  });
  const post = (path: string, ...headers: readonly string[]): readonly string[] => [`POST ${path} HTTP/1.1`, 'Host: demo.s20.online', ...headers];
  const json = ({ body }: HttpAnswer): unknown => JSON.parse(body.toString());

  test('a wrong key gets the refusal of the documentation, byte for byte', async () => {
    const answer = await exchange(post('/v2api/auth/login', 'Accept: application/json', 'Content-Type: application/json'), JSON.stringify({ email: 'ivan@mail.ru', api_key: '123456' }));
    expect(answer.status).toBe(403);
    expect(answer.head).toMatch(/\r\ncontent-type: application\/json; charset=UTF-8(\r\n|$)/iu);
    expect(answer.body.toString()).toBe('{"name":"Forbidden","message":"Not Authorized","code":0,"status":403}');
  });

  test('the curl line of the documentation: JSON under the type of a form', async () => {
    const answer = await exchange(post('/v2api/auth/login', 'User-Agent: curl/8.5.0', 'Accept: */*', 'Content-Type: application/x-www-form-urlencoded'), `{"email":"${EMAIL}","api_key":"${KEY}"}`);
    expect([answer.status, json(answer)]).toEqual([200, { token: expect.stringMatching(/^[0-9a-f]{32}$/u) }]);
  });

  test('the PHP sample of the documentation, and a first list with its token', async () => {
    // CURLOPT_HTTPHEADER, CURLOPT_CUSTOMREQUEST POST, CURLOPT_POSTFIELDS json_encode($data): slashes come escaped.
    const answer = await exchange(post('/v2api/auth/login', 'Accept: application/json', 'Content-Type: application/json'), JSON.stringify({ email: EMAIL, api_key: KEY }).replaceAll('/', '\\/'));
    const { token } = json(answer) as { readonly token: string };
    expect(answer.status).toBe(200);
    const list = await exchange(post('/v2api/1/branch/index', `X-ALFACRM-TOKEN: ${token}`, 'Accept: application/json'), '');
    expect([list.status, json(list)]).toEqual([200, { total: 1, count: 1, page: 0, items: [{ id: 1, name: 'Основной филиал', is_active: 1, subject_ids: [], weight: 1 }] }]);
    const made = await exchange(post('/v2api/subject/create', `X-Alfacrm-Token: ${token}`, 'Content-Type: application/json; charset=windows-1251'), '{"name":"\\u041c\\u0430\\u0442\\u0435\\u043c\\u0430\\u0442\\u0438\\u043a\\u0430"}');
    expect(made.body.toString()).toBe('{"success":true,"errors":[],"model":{"id":1,"name":"Математика","weight":null}}');
  });
});
