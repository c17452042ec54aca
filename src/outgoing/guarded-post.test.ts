import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createGuardedPost, type Answer, type GuardedPostParts, type OutgoingRequest } from './guarded-post.ts';
import { SELF_SIGNED } from './testing/self-signed.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function posting(parts: Partial<GuardedPostParts> = {}): (request: Partial<OutgoingRequest> & { readonly url: string }) => Promise<Answer> {
  const post = createGuardedPost({ allowPrivate: ['127.0.0.1'], version: '1.2.3', connections: 4, ...parts });
  closing.push(() => post.close());
  return (request) => post.send({ method: 'POST', headers: {}, body: '{}', timeoutMs: 5_000, ...request });
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address: AddressInfo | string | null = server.address();
  closing.push(() => new Promise((resolve) => { server.close(resolve); }));
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`;
}

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer((request, reply) => { request.resume(); listener(request, reply); });
  const place = await listening(server);
  closing.push(async () => server.closeAllConnections());
  return `http://${place}`;
}

const failed = (error: Answer['error'], status: number | null = null): Answer => ({ status, error, response: null, retryAfterMs: null });

describe('what does not arrive', () => {
  test('a body of more than a mebibyte is not sent', async () => {
    const url = await serving((_, reply) => reply.end('fine'));
    const send = posting();
    expect(await send({ url, body: 'я'.repeat(512 * 1024 + 1) })).toEqual(failed('too_large'));
    expect(await send({ url, body: 'я'.repeat(512 * 1024) })).toMatchObject({ error: null });
  });

  test('a redirect is not followed', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serving((request, reply) => { asked.push(request.url); reply.writeHead(Number(request.url?.slice(1)), { location: '/200' }).end('moved'); });
    const send = posting();
    for (const status of [301, 302, 303, 307, 308]) expect(await send({ url: `${url}/${status}` })).toEqual({ status, error: 'redirect', response: 'moved', retryAfterMs: null });
    expect(asked).toEqual(['/301', '/302', '/303', '/307', '/308']);
  });

  test('an answer that is no success is told with its beginning and with the pause it asks for', async () => {
    const url = await serving((request, reply) => reply.writeHead(Number(request.url?.slice(1)), { 'retry-after': '120' }).end('not now'));
    const send = posting();
    for (const status of [400, 404, 410, 429, 500, 503]) expect(await send({ url: `${url}/${status}` })).toEqual({ status, error: 'status', response: 'not now', retryAfterMs: 120_000 });
  });

  test('the time is for all of it: DNS, silence, an answer that drips', async () => {
    const mute = await serving(() => {});
    const dripping = await serving((_, reply) => {
      reply.writeHead(200);
      const timer = setInterval(() => reply.write('.'), 20);
      reply.on('close', () => clearInterval(timer));
    });
    const send = posting({ lookup: () => {} });
    for (const url of [mute, dripping, 'http://nobody.example/']) expect([url, await send({ url, timeoutMs: 200 })]).toEqual([url, failed('timeout')]);
  });

  test('nobody there, an answer that breaks off, what is not HTTP', async () => {
    const nobody = createSocketServer();
    const gone = `http://${await listening(nobody)}/`;
    nobody.close();
    const broken = await serving((_, reply) => void reply.writeHead(200, { 'content-length': 100 }).write('half', () => reply.destroy()));
    const rude = await serving((request) => request.socket.destroy());
    const noise = `http://${await listening(createSocketServer((socket) => { socket.on('error', () => {}).resume().end('220 mail.example ESMTP\r\n'); }))}/`;
    const send = posting();
    for (const url of [gone, rude, noise]) expect([url, await send({ url })]).toEqual([url, failed('unreachable')]);
    expect(await send({ url: broken })).toEqual(failed('unreachable', 200));
  });

  test('a certificate that nobody vouches for is not trusted', async () => {
    const server = createTlsServer(SELF_SIGNED, (_, reply) => reply.end('fine'));
    expect(await posting()({ url: `https://${await listening(server)}/` })).toEqual(failed('unreachable'));
  });

  test('an allowance that is not understood stops the start', () => {
    expect(() => posting({ allowPrivate: ['10.0.0.0/99'] })).toThrow(RangeError);
  });
});

describe('what arrives', () => {
  test('the body with its headers, by either method', async () => {
    const asked: unknown[] = [];
    const url = await serving((request, reply) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        asked.push([request.method, request.url, request.headers['user-agent'], request.headers['content-type'], request.headers['x-own'], Buffer.concat(chunks).toString()]);
        reply.writeHead(204).end();
      });
    });
    const send = posting();
    const fine = { status: 204, error: null, response: '', retryAfterMs: null };
    expect(await send({ url: `${url}/a?b=c#d`, headers: { 'content-type': 'application/json', 'x-own': 'e' }, body: '{"имя":"Анна"}' })).toEqual(fine);
    expect(await send({ url: `${url}/a?b=%20`, method: 'GET', body: null })).toEqual(fine);
    expect(asked).toEqual([['POST', '/a?b=c', 'Tolmach/1.2.3', 'application/json', 'e', '{"имя":"Анна"}'], ['GET', '/a?b=%20', 'Tolmach/1.2.3', undefined, undefined, '']]);
  });

  test('a connection serves one request after another', async () => {
    const sockets = new Set<unknown>();
    const url = await serving((request, reply) => { sockets.add(request.socket); reply.end('fine'); });
    const send = posting();
    for (let index = 0; index < 20; index++) expect(await send({ url })).toMatchObject({ error: null });
    expect(sockets.size).toBeLessThan(5);
  });

  test('of a long answer the beginning is kept, without half letters and without what a database refuses', async () => {
    let sent = 0;
    const url = await serving((request, reply) => {
      if (request.url === '/text') return void reply.end(`\u0000a${'я'.repeat(10_000)}`);
      const more = (): void => { while (!reply.destroyed && sent < 64 * 1024 * 1024 && reply.write(Buffer.alloc(65_536, 'a'))) sent += 65_536; };
      reply.on('drain', more);
      return more();
    });
    const send = posting();
    expect(await send({ url: `${url}/text` })).toMatchObject({ error: null, response: `\uFFFDa${'я'.repeat(2047)}` });
    expect(await send({ url: `${url}/endless` })).toMatchObject({ error: null, response: 'a'.repeat(4096) });
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });
});
