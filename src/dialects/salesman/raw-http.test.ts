import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { BOSS, KEY, onEveryEngine } from '../../../test/salesman/world.ts';

/** One request after the other over bare sockets, byte by byte as PHP's curl writes them: no HTTP library on our side. */
onEveryEngine('bytes on a socket', (given) => {
  let address: Promise<AddressInfo> | undefined;
  const port = async (): Promise<number> => {
    address ??= given().app.listen({ port: 0, host: '127.0.0.1' }).then(() => {
      const bound = given().app.server.address();
      if (bound === null || typeof bound === 'string') throw new Error('the server has no port');
      return bound;
    });
    return (await address).port;
  };
  const send = async (head: readonly string[], body: string | Buffer = ''): Promise<Answer> => exchange(await port(), [Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
  const stored = async (clid: unknown): Promise<unknown> => {
    const info = await given().call('client/info', { clid, bankinfo: true });
    return typeof info === 'object' && info !== null && 'data' in info ? info.data : info;
  };
  const form = (members: string): string => `apikey=${KEY}&login=${encodeURIComponent(BOSS)}&${members}`;
  const post = (path: string, type: string, body: string | Buffer, ...headers: readonly string[]): readonly string[] => [
    `POST /developer/v3/${path} HTTP/1.1`, 'Host: crm.example', 'Accept: */*', ...headers, `Content-Length: ${Buffer.byteLength(body)}`, `Content-Type: ${type}`, 'Connection: close',
  ];

  test('a wrong key is refused with HTTP 200 and the documented envelope, byte for byte', async () => {
    const body = `apikey=wrong&login=${encodeURIComponent(BOSS)}`;
    const answer = await send(post('client/list', 'application/x-www-form-urlencoded', body), body);
    expect(answer.status).toBe('HTTP/1.1 200 OK');
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' });
    expect(answer.body).toBe('{"result":"Error","error":{"code":"400","text":"Не верный API key"}}');
  });

  test('a form of http_build_query with recv[] and phone[] adds a client', async () => {
    const body = form('title=%D0%9E%D0%9E%D0%9E+%22%D0%A4%D0%BE%D1%80%D0%BC%D0%B0%22&type=client&phone%5B0%5D=%2B7%28342%29550-10-30&phone%5B1%5D=%2B7%28342%29550-10-31&recv%5BcastInn%5D=590456789008&recv%5BcastUrName%5D=%D0%9E%D0%9E%D0%9E+%22%D0%A4%22');
    const answer = await send(post('client/add', 'application/x-www-form-urlencoded', body), body);
    expect(answer.json).toEqual({ result: 'Успешно', data: expect.any(Number) });
    expect(await stored(dataOf(answer))).toMatchObject({
      title: '"Форма", ООО', type: 'client', phone: '+7(342)550-10-30, +7(342)550-10-31', bankinfo: { castInn: '590456789008', castUrName: 'ООО "Ф"' },
    });
  });

  test('a form filters a list with filter[]', async () => {
    await given().add({ title: 'Форма: партнёр', type: 'partner', territory: 'Тюмень' });
    await given().add({ title: 'Форма: клиент', type: 'client', territory: 'Тюмень' });
    const body = form('fields=title&filter%5Btype%5D=partner&filter%5Bterritory%5D=%D0%A2%D1%8E%D0%BC%D0%B5%D0%BD%D1%8C');
    const answer = await send(post('client/list', 'application/x-www-form-urlencoded', body), body);
    expect(answer.json).toMatchObject({ data: [{ title: 'Форма: партнёр' }], count: 1 });
  });

  test('a JSON body is read under GET, POST, PUT and DELETE, with a charset or without', async () => {
    const clid = await given().add({ title: 'Под любым глаголом' });
    const body = JSON.stringify({ clid });
    for (const [verb, type] of [['GET', 'application/json'], ['POST', 'application/json; charset=utf-8'], ['PUT', 'Application/JSON;charset=UTF-8'], ['DELETE', 'application/json']] as const) {
      const answer = await send([`${verb} /developer/v3/client/info HTTP/1.1`, 'Host: crm.example', `Content-Type: ${type}`, `apikey: ${KEY}`, `login: ${BOSS}`, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'], body);
      expect(answer.json, `${verb} ${type}`).toMatchObject({ data: { clid, title: 'Под любым глаголом' } });
    }
  });

  test('header names may be upper case, lower case or mixed', async () => {
    const clid = await given().add({ title: 'Заголовки' });
    const body = JSON.stringify({ clid });
    for (const [key, login, type] of [['APIKEY', 'LOGIN', 'CONTENT-TYPE'], ['apikey', 'login', 'content-type'], ['ApiKey', 'Login', 'Content-type']] as const) {
      const answer = await send([`GET /developer/v3/client/info HTTP/1.1`, 'host: crm.example', `${type}: application/json`, `${key}: ${KEY}`, `${login}: ${BOSS}`, `content-length: ${Buffer.byteLength(body)}`, 'Connection: close'], body);
      expect(answer.json, `${key}: …`).toMatchObject({ data: { clid } });
    }
  });

  test('a JSON call without a body and without a length is a call without parameters', async () => {
    const answer = await send(['GET /developer/v3/client/fields HTTP/1.1', 'Host: crm.example', 'Content-Type: application/json', `apikey: ${KEY}`, `login: ${BOSS}`, 'Connection: close']);
    expect(answer.json).toMatchObject({ data: { clid: 'Уникальный идентификатор записи клиента в CRM' } });
  });

  test('a multipart form of CURLOPT_POSTFIELDS adds a client', async () => {
    const boundary = '------------------------d74496d66958873e';
    const part = (name: string, value: string): string => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const body = `${part('apikey', KEY)}${part('login', BOSS)}${part('title', 'Из multipart')}${part('recv[castInn]', '590456789010')}--${boundary}--\r\n`;
    const answer = await send(post('client/add', `multipart/form-data; boundary=${boundary}`, body), body);
    expect(answer.json).toEqual({ result: 'Успешно', data: expect.any(Number) });
    expect(await stored(dataOf(answer))).toMatchObject({ title: 'Из multipart', bankinfo: { castInn: '590456789010' } });
  });

  test('a body over 1024 bytes waits for "100 Continue", as curl of PHP sends it', async () => {
    const body = form(`title=${encodeURIComponent('Большое тело')}&des=${'x'.repeat(2000)}`);
    const head = post('client/add', 'application/x-www-form-urlencoded', body, 'Expect: 100-continue');
    const answer = await exchange(await port(), [Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)], { waitFor: 'HTTP/1.1 100 Continue\r\n\r\n' });
    expect(answer.json).toEqual({ result: 'Успешно', data: expect.any(Number) });
    expect(await stored(dataOf(answer))).toMatchObject({ title: 'Большое тело', des: 'x'.repeat(2000) });
  });

  test('a chunked body is read whole, also when a chunk ends inside a letter', async () => {
    const bytes = Buffer.from(JSON.stringify({ title: 'По кускам «ё»' }));
    const chunks = [bytes.subarray(0, 11), bytes.subarray(11)].flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
    const head = ['POST /developer/v3/client/add HTTP/1.1', 'Host: crm.example', 'Content-Type: application/json', `apikey: ${KEY}`, `login: ${BOSS}`, 'Transfer-Encoding: chunked', 'Connection: close'];
    const answer = await exchange(await port(), [Buffer.from(`${head.join('\r\n')}\r\n\r\n`), ...chunks, Buffer.from('0\r\n\r\n')]);
    expect(answer.json).toEqual({ result: 'Успешно', data: expect.any(Number) });
    expect(await stored(dataOf(answer))).toMatchObject({ title: 'По кускам «ё»' });
  });

  test('HTTP/1.0 without a host gets its answer and the end of the connection', async () => {
    const query = `apikey=${KEY}&login=${encodeURIComponent(BOSS)}&fields=title&word=${encodeURIComponent('такого нет')}`;
    const answer = await send([`GET /developer/v3/client/list?${query} HTTP/1.0`]);
    expect(answer.status).toMatch(/^HTTP\/1\.[01] 200 OK$/u);
    expect(answer.json).toMatchObject({ data: [], count: 0 });
    expect(answer.headers).not.toHaveProperty('transfer-encoding');
  });

  test('one connection carries many calls', async () => {
    const body = JSON.stringify({ fields: 'clid', word: 'такого нет' });
    const one = `GET /developer/v3/client/list HTTP/1.1\r\nHost: crm.example\r\nContent-Type: application/json\r\napikey: ${KEY}\r\nlogin: ${BOSS}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
    const answer = await exchange(await port(), [Buffer.from(`${one}\r\n${body}${one}Connection: close\r\n\r\n${body}`)]);
    expect(answer.whole.split('HTTP/1.1 200 OK')).toHaveLength(3);
  });
});

interface Answer {
  readonly status: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly json: unknown;
  readonly whole: string;
}

/** Writes the pieces one after the other (the second only after `waitFor` came) and reads until the server closes. */
function exchange(port: number, pieces: readonly Buffer[], { waitFor = '' } = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const received: Buffer[] = [];
  const socket = connect(port, '127.0.0.1');
  const [first = Buffer.alloc(0), ...rest] = pieces;
  let waiting = waitFor !== '';
  const writeRest = (): void => rest.forEach((piece) => void socket.write(piece));
  socket.setTimeout(10_000, () => socket.destroy(new Error(`no end of the answer after: ${Buffer.concat(received).toString()}`)));
  socket.on('connect', () => {
    socket.write(first);
    if (!waiting) writeRest();
  });
  socket.on('data', (bytes: Buffer) => {
    received.push(bytes);
    if (!waiting) return;
    const text = Buffer.concat(received).toString();
    if (!text.startsWith(waitFor)) return;
    waiting = false;
    received.splice(0, received.length, Buffer.from(text.slice(waitFor.length)));
    writeRest();
  });
  socket.on('end', () => resolve(readAnswer(Buffer.concat(received).toString())));
  socket.on('error', reject);
  return promise;
}

function readAnswer(whole: string): Answer {
  const [head = '', ...rest] = whole.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const body = rest[0] ?? '';
  return { status, headers, body, json: rest.length === 1 ? (JSON.parse(body) as unknown) : undefined, whole };
}

function dataOf({ json }: Answer): unknown {
  return typeof json === 'object' && json !== null && 'data' in json ? json.data : undefined;
}
