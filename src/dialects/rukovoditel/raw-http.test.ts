import { connect } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { buildQuery, KEY, onEveryEngine, PASSWORDS, type World } from '../../../test/rukovoditel/world.ts';
import { createAnswerReader, type HttpAnswer } from '../../../test/support/http-answer.ts';

const FORM = 'application/x-www-form-urlencoded';
const SELECT = { key: KEY, username: 'root', password: PASSWORDS.root, action: 'select', entity_id: 21, select_fields: '158' };

/** Calls over bare sockets, byte by byte as PHP's curl writes them: no HTTP library on our side. */
onEveryEngine('bytes on a socket', (current) => {
  const world = (): World => current();
  let port = 0;
  beforeAll(async () => {
    await world().insert(21, { field_158: 'Альфа' });
    await world().app.listen({ port: 0, host: '127.0.0.1' });
    const bound = world().app.server.address();
    port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  });

  const head = (verb: string, type: string, body: string | Buffer, ...headers: readonly string[]): readonly string[] => [
    `${verb} /api/rest.php HTTP/1.1`, 'Host: crm.example', 'Accept: */*', ...headers, `Content-Length: ${Buffer.byteLength(body)}`, ...(type === '' ? [] : [`Content-Type: ${type}`]), 'Connection: close',
  ];
  const send = async (lines: readonly string[], body: string | Buffer = '', waits = false): Promise<HttpAnswer> => {
    const [answer] = await exchange(port, [Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)], waits);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  };
  const json = ({ body }: HttpAnswer): unknown => JSON.parse(body.toString());
  const first = { status: 'success', data: [expect.objectContaining({ id: '1', 158: 'Альфа' })] };
  const insert = (title: string): object => ({ ...SELECT, action: 'insert', items: [{ field_158: title }] });
  const titles = async (title: string): Promise<number> => (await world().rows(21, { filters: { 158: title } })).length;

  test('a wrong key is refused with HTTP 500 and the envelope, byte for byte', async () => {
    const body = buildQuery({ ...SELECT, key: 'wrong' });
    const answer = await send(head('POST', FORM, body), body);
    expect(answer.status).toBe(500);
    expect(answer.head).toMatch(/\r\ncontent-type: text\/html; charset=UTF-8(\r\n|$)/iu);
    expect(answer.body.toString()).toBe('{"status":"error","error_code":"","error_message":"API Key mismatch"}');
  });

  test('a form of http_build_query is read, Cyrillic raw in the answer', async () => {
    const body = buildQuery({ ...SELECT, filters: { 158: { value: 'Аль', condition: 'search' } } });
    const answer = await send(head('POST', FORM, body), body);
    expect([answer.status, json(answer)]).toEqual([200, first]);
    expect(answer.body.toString()).toContain('"158":"Альфа"');
  });

  test('JSON is read under any verb and any content type, a form’s and none among them', async () => {
    const body = JSON.stringify(SELECT);
    for (const [verb, type] of [['POST', 'application/json'], ['GET', 'application/json'], ['POST', 'text/plain;charset=UTF-8'], ['POST', FORM], ['PUT', ''], ['DELETE', 'x/y']] as const) {
      expect([verb, type, json(await send(head(verb, type, body), body))]).toEqual([verb, type, first]);
    }
  });

  test('a multipart form of CURLOPT_POSTFIELDS adds a record', async () => {
    const boundary = '------------------------d74496d66958873e';
    const members = { key: KEY, username: 'root', password: PASSWORDS.root, action: 'insert', entity_id: '21', 'items[0][field_158]': 'Из multipart' };
    const body = `${Object.entries(members).map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--${boundary}--\r\n`;
    expect(json(await send(head('POST', `multipart/form-data; boundary=${boundary}`, body), body))).toEqual({ status: 'success', data: { id: expect.stringMatching(/^\d+$/u) } });
    expect(await titles('Из multipart')).toBe(1);
  });

  test('a body over 1024 bytes waits for "100 Continue", as curl of PHP sends it', async () => {
    const body = buildQuery({ ...insert('Большое тело'), padding: 'x'.repeat(2000) });
    expect(json(await send(head('POST', FORM, body, 'Expect: 100-continue'), body, true))).toMatchObject({ status: 'success' });
    expect(await titles('Большое тело')).toBe(1);
  });

  test('a chunked body is read whole, also when a chunk ends inside a letter', async () => {
    const bytes = Buffer.from(JSON.stringify(insert('По кускам «ё»')));
    const cut = bytes.indexOf(Buffer.from('ё')) + 1;
    const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)].flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
    const lines = ['POST /api/rest.php HTTP/1.1', 'Host: crm.example', 'Content-Type: application/json', 'Transfer-Encoding: chunked', 'Connection: close'];
    expect(json(await send(lines, Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')])))).toMatchObject({ status: 'success' });
    expect(await titles('По кускам «ё»')).toBe(1);
  });

  test('a GET without a body, and a form without one, are a key mismatch', async () => {
    for (const lines of [['GET /api/rest.php?key=x&action=select HTTP/1.1', 'Host: crm.example', 'Connection: close'], head('POST', FORM, ''), ['GET /api/rest.php HTTP/1.0']]) {
      const answer = await send(lines);
      expect([answer.status, json(answer)]).toEqual([500, { status: 'error', error_code: '', error_message: 'API Key mismatch' }]);
    }
  });

  test('HEAD and OPTIONS get 204 and nothing more', async () => {
    for (const verb of ['HEAD', 'OPTIONS']) {
      const answer = await send(head(verb, '', ''));
      expect([verb, answer.status, answer.body.length]).toEqual([verb, 204, 0]);
    }
  });

  test('one connection carries many calls', async () => {
    const body = JSON.stringify(SELECT);
    const one = head('POST', 'application/json', body).filter((line) => line !== 'Connection: close').join('\r\n');
    const answers = await exchange(port, [Buffer.from(`${one}\r\n\r\n${body}${one}\r\nConnection: close\r\n\r\n${body}`)], false);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});

/** Writes the pieces one after the other (after the first only when "100 Continue" came, where that is waited for) and reads to the end. */
function exchange(port: number, [head = Buffer.alloc(0), ...rest]: readonly Buffer[], waits: boolean): Promise<readonly HttpAnswer[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly HttpAnswer[]>();
  const answers: HttpAnswer[] = [];
  const method = head.toString('latin1', 0, 5);
  const reader = createAnswerReader((answer) => void answers.push(answer), () => method !== 'HEAD ');
  const socket = connect(port, '127.0.0.1');
  let waiting = waits;
  const writeRest = (): void => rest.forEach((piece) => void (piece.length > 0 && socket.write(piece)));
  socket.setTimeout(10_000, () => socket.destroy(new Error('no end of the answer')));
  socket.on('connect', () => {
    socket.write(head);
    if (!waiting) writeRest();
  });
  socket.on('data', (bytes: Buffer) => {
    if (waiting && bytes.toString('latin1').startsWith('HTTP/1.1 100 Continue')) writeRest();
    waiting = false;
    reader.push(bytes);
  });
  socket.on('end', () => {
    reader.end();
    resolve(answers);
  });
  socket.on('error', reject);
  return promise;
}
