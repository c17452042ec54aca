import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type LookupFunction, type Server } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createGuardedFetch, type GuardedFetch, type GuardedFetchParts } from './guarded-fetch.ts';

const LOOPBACK = ['127.0.0.0/8'];
const MEGABYTE = 1024 * 1024;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function guarded(parts: Partial<GuardedFetchParts> = {}): GuardedFetch {
  const fetcher = createGuardedFetch({ allowPrivate: LOOPBACK, maxBytes: MEGABYTE, timeoutMs: 10_000, maxRedirects: 3, version: '1.2.3', ...parts });
  closing.push(() => fetcher.dispatcher.destroy());
  return fetcher;
}

async function listening(server: Server, host: string): Promise<string> {
  await new Promise<void>((resolve) => { server.listen(0, host, resolve); });
  const address: AddressInfo | string | null = server.address();
  closing.push(() => new Promise((resolve) => { server.close(resolve); }));
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

/** A server that counts who came; its port and addresses. */
async function serving(listener: RequestListener): Promise<{ readonly port: string; readonly url: string; visits(): number }> {
  let visits = 0;
  const server = createServer((request, reply) => { visits++; listener(request, reply); });
  const port = await listening(server, '127.0.0.1');
  closing.push(async () => server.closeAllConnections());
  return { port, url: `http://127.0.0.1:${port}`, visits: () => visits };
}

/** DNS that answers by heart, in turn. */
const answering = (...answers: readonly (readonly string[])[]): LookupFunction => {
  let asked = 0;
  return (_host, options, callback) => {
    const found = (answers[Math.min(asked++, answers.length - 1)] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const [first = { address: '', family: 4 }] = found;
    process.nextTick(() => (options.all === true ? callback(null, found) : callback(null, first.address, first.family)));
  };
};

describe('the network of the operator', () => {
  test('no address of it is reached, in whatever spelling, and nobody there notices', async () => {
    const { port, visits } = await serving((_, reply) => reply.end('secret'));
    const { get } = guarded({ allowPrivate: [] });
    for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '0.0.0.0', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', 'localhost', 'LOCALHOST.', 'a.localhost', '169.254.169.254', '10.0.0.1', '[fd00:ec2::254]'])
      expect([host, await get(`http://${host}:${port}/`)]).toEqual([host, { ok: false, reason: 'refused_address' }]);
    expect(visits()).toBe(0);
  });

  test('nor by https', async () => {
    expect(await guarded({ allowPrivate: [] }).get('https://127.0.0.1/')).toEqual({ ok: false, reason: 'refused_address' });
  });

  test('a name that leads there is refused, even if it leads elsewhere too', async () => {
    const { port, visits } = await serving((_, reply) => reply.end('secret'));
    for (const found of [['127.0.0.1'], ['::1'], ['8.8.8.8', '127.0.0.1'], ['::ffff:127.0.0.1'], []])
      expect(await guarded({ allowPrivate: [], lookup: answering(found) }).get(`http://innocent.example:${port}/`)).toEqual({ ok: false, reason: 'refused_address' });
    expect(visits()).toBe(0);
  });

  test('a name that changes its mind is judged at every request', async () => {
    const { port, visits } = await serving((_, reply) => reply.end('fine'));
    const { get } = guarded({ allowPrivate: ['127.0.0.1'], lookup: answering(['127.0.0.1'], ['127.0.0.2']) });
    expect(await get(`http://rebinding.example:${port}/`)).toMatchObject({ ok: true });
    expect(await get(`http://rebinding.example:${port}/`)).toEqual({ ok: false, reason: 'refused_address' });
    expect(visits()).toBe(1);
  });

  test('a redirect from an allowed address leads no further than a URL would', async () => {
    const inner = await serving((_, reply) => reply.end('secret'));
    const targets = [`http://127.0.0.2:${inner.port}/`, `http://localhost:${inner.port}/`, `http://[::ffff:7f00:2]:${inner.port}/`, `//0x7f.2:${inner.port}/`, `http://inner.example:${inner.port}/`, 'http://169.254.169.254/latest/meta-data/'];
    const outer = await serving((request, reply) => reply.writeHead(302, { location: targets[Number(request.url?.slice(1))] }).end());
    const { get } = guarded({ allowPrivate: ['127.0.0.1/32'], lookup: answering(['127.0.0.2']) });
    for (const index of targets.keys()) expect([targets[index], await get(`${outer.url}/${index}`)]).toEqual([targets[index], { ok: false, reason: 'refused_address' }]);
    expect(inner.visits()).toBe(0);
  });

  test('the dispatcher is guarded by itself', async () => {
    const { port, visits } = await serving((_, reply) => reply.end('secret'));
    const { dispatcher } = guarded({ allowPrivate: [], lookup: answering(['127.0.0.1']) });
    for (const host of ['127.0.0.1', '[::1]', 'localhost', 'innocent.example', '0x7f.1'])
      await expect(dispatcher.request({ origin: `http://${host}:${port}`, path: '/', method: 'POST', headers: { host: '8.8.8.8' }, body: 'a' })).rejects.toThrow('not an address of the open internet');
    expect(visits()).toBe(0);
  });

  test('a random private address is refused as a literal and behind a name', async () => {
    const tail = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
    const address = fc.oneof(
      tail.chain(([a, b, c]) => fc.constantFrom(`10.${a}.${b}.${c}`, `127.${a}.${b}.${c}`, `192.168.${a}.${b}`, `172.${16 + (a % 16)}.${b}.${c}`, `100.${64 + (a % 64)}.${b}.${c}`, `169.254.${a}.${b}`, `${224 + (a % 32)}.${b}.${c}.0`, `::ffff:10.${a}.${b}.${c}`, `64:ff9b::192.168.${b}.${c}`)),
      tail.chain(([a, b, c]) => fc.constantFrom(`fc00:${a}::${b}`, `fd${(16 + a % 200).toString(16)}:${b}::${c}`, `fe80::${a}:${b}`, `ff0e::${c}`, `2002:a00:${a}::`, `::${a}`)),
    );
    await fc.assert(fc.asyncProperty(address, async (text) => {
      const { get } = guarded({ allowPrivate: [], lookup: answering([text]) });
      const refused = { ok: false, reason: 'refused_address' };
      expect([await get(`http://${text.includes(':') ? `[${text}]` : text}/`), await get('https://name.example/')]).toEqual([refused, refused]);
    }), { numRuns: 50 });
  });

  test('the operator may open a name, wherever it leads, and that name alone', async () => {
    const { port } = await serving((_, reply) => reply.end('inner'));
    const { get } = guarded({ allowPrivate: ['files.corp', 'localhost'], lookup: answering(['127.0.0.1']) });
    expect(await get(`http://files.corp:${port}/`)).toMatchObject({ ok: true });
    expect(await get(`http://localhost:${port}/`)).toMatchObject({ ok: true });
    expect(await get(`http://other.corp:${port}/`)).toEqual({ ok: false, reason: 'refused_address' });
    expect(await get(`http://127.0.0.1:${port}/`)).toEqual({ ok: false, reason: 'refused_address' });
  });

  test('an allowance that is not understood stops the start', () => {
    expect(() => guarded({ allowPrivate: ['10.0.0.0/99'] })).toThrow(RangeError);
  });
});

describe('what takes too long or too much', () => {
  test('a body over the limit is cut, with and without a length said in advance', async () => {
    let sent = 0;
    const { url } = await serving((request, reply) => {
      if (request.url === '/said') return void reply.writeHead(200, { 'content-length': MEGABYTE + 1 }).flushHeaders();
      const more = (): void => { while (!reply.destroyed && sent < 512 * MEGABYTE && reply.write(Buffer.alloc(65_536))) sent += 65_536; };
      reply.on('drain', more);
      return more();
    });
    const { get } = guarded();
    expect(await get(`${url}/said`)).toEqual({ ok: false, reason: 'too_large' });
    expect(await get(`${url}/endless`)).toEqual({ ok: false, reason: 'too_large' });
    expect(sent).toBeLessThan(64 * MEGABYTE);
  });

  test('the limit is the largest size that comes through', async () => {
    const { url } = await serving((request, reply) => reply.end(Buffer.alloc(Number(request.url?.slice(1)))));
    const { get } = guarded({ maxBytes: 1000 });
    expect(await get(`${url}/1001`)).toEqual({ ok: false, reason: 'too_large' });
    expect(await get(`${url}/1000`)).toMatchObject({ ok: true, bytes: Buffer.alloc(1000) });
  });

  test('a bomb counts by what it becomes', async () => {
    const zeros = Buffer.alloc(16 * MEGABYTE);
    const bombs: Readonly<Record<string, Buffer>> = { gzip: gzipSync(zeros), deflate: deflateSync(zeros), br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }) };
    const { url } = await serving((request, reply) => {
      const coding = request.url?.slice(1) ?? '';
      reply.writeHead(200, { 'content-encoding': coding }).end(bombs[coding]);
    });
    const { get } = guarded();
    for (const coding of Object.keys(bombs)) expect([coding, await get(`${url}/${coding}`)]).toEqual([coding, { ok: false, reason: 'too_large' }]);
  });

  test('a slow drip ends with the time for all of it', async () => {
    const { promise: left, resolve: leave } = Promise.withResolvers<void>();
    const { url } = await serving((_, reply) => {
      const timer = setInterval(() => reply.write('.'), 20);
      reply.on('close', () => { clearInterval(timer); leave(); });
    });
    const started = performance.now();
    expect(await guarded({ timeoutMs: 300 }).get(url)).toEqual({ ok: false, reason: 'timeout' });
    await left;
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  test('silence ends so too: of a server, of DNS, of a chain of slow redirects', async () => {
    const mute = await serving(() => {});
    const chain = await serving((_, reply) => { setTimeout(() => reply.writeHead(302, { location: '/' }).end(), 100); });
    const { get } = guarded({ timeoutMs: 300, maxRedirects: 1000, lookup: () => {} });
    for (const url of [mute.url, chain.url, 'http://nobody.example/'])
      expect([url, await get(url)]).toEqual([url, { ok: false, reason: 'timeout' }]);
  });

  test('redirects end after as many as may be', async () => {
    const { url, visits } = await serving((_, reply) => reply.writeHead(302, { location: '/again' }).end('moved'));
    expect(await guarded({ maxRedirects: 2 }).get(url)).toEqual({ ok: false, reason: 'status', status: 302 });
    expect(visits()).toBe(3);
  });
});

describe('what does not come', () => {
  test('a URL that is none, or with a password, or of another protocol', async () => {
    const { get } = guarded();
    for (const url of ['', 'plan.pdf', 'ftp://127.0.0.1/', 'file:///etc/passwd', 'http://user:secret@127.0.0.1/'])
      expect([url, await get(url)]).toEqual([url, { ok: false, reason: 'bad_url' }]);
  });

  test('an answer that is no success is told by its status', async () => {
    const { url } = await serving((request, reply) => reply.writeHead(Number(request.url?.slice(1))).end('no'));
    const { get } = guarded();
    for (const status of [302, 304, 401, 404, 500]) expect(await get(`${url}/${status}`)).toEqual({ ok: false, reason: 'status', status });
  });

  test('nobody there, a body that breaks off, a coding that nobody knows, what is not HTTP', async () => {
    const nobody = createSocketServer();
    const gone = await listening(nobody, '127.0.0.1');
    nobody.close();
    const odd = await serving((request, reply) => {
      if (request.url === '/broken') reply.writeHead(200, { 'content-length': 100 }).write('half', () => reply.destroy());
      else if (request.url === '/damaged') reply.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip');
      else if (request.url === '/twice') reply.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('a')));
      else reply.writeHead(200, { 'content-encoding': 'constructor' }).end('a');
    });
    const noise = await listening(createSocketServer((socket) => { socket.on('error', () => {}).resume().end('220 mail.example ESMTP\r\n'); }), '127.0.0.1');
    const { get } = guarded();
    for (const url of [`http://127.0.0.1:${gone}/`, `${odd.url}/broken`, `${odd.url}/damaged`, `${odd.url}/twice`, `${odd.url}/odd`, `http://127.0.0.1:${noise}/`, `https://127.0.0.1:${odd.port}/`])
      expect([url, await get(url)]).toEqual([url, { ok: false, reason: 'unreachable' }]);
  });
});

describe('what comes', () => {
  test('bytes with their type and name, asked for plainly', async () => {
    const asked: unknown[] = [];
    const { url, port } = await serving((request, reply) => {
      asked.push([request.method, request.url, request.headers]);
      const name = Buffer.from('attachment; filename="отчёт.pdf"').toString('latin1');
      reply.writeHead(200, { 'content-type': 'Application/PDF; charset=x', 'content-disposition': name, 'set-cookie': 'a=b' }).end('%PDF');
    });
    const { get } = guarded();
    const fetched = { ok: true, status: 200, bytes: Buffer.from('%PDF'), mediaType: 'application/pdf', fileName: 'отчёт.pdf' };
    expect(await get(`${url}/a/b?c=%20d#e`)).toEqual(fetched);
    expect(await get(`${url}/a/b?c=%20d`)).toEqual(fetched);
    const headers = { 'host': `127.0.0.1:${port}`, 'connection': 'close', 'user-agent': 'Tolmach/1.2.3', 'accept': '*/*', 'accept-encoding': 'identity' };
    expect(asked).toEqual([['GET', '/a/b?c=%20d', headers], ['GET', '/a/b?c=%20d', headers]]);
  });

  test('a body that was compressed all the same comes as it was before', async () => {
    const { url } = await serving((_, reply) => reply.writeHead(200, { 'content-encoding': 'GZIP' }).end(gzipSync('plain')));
    expect(await guarded().get(`${url}/a.txt`)).toEqual({ ok: true, status: 200, bytes: Buffer.from('plain'), mediaType: 'application/octet-stream', fileName: 'a.txt' });
  });

  test('a redirect is followed, and the name is that of its end', async () => {
    const { url, port } = await serving((request, reply) => {
      if (request.url === '/short') reply.writeHead(301, { location: `http://name.example:${port}/files/` }).end('moved');
      else if (request.url === '/files/') reply.writeHead(307, { location: Buffer.from('план.txt').toString('latin1') }).end();
      else reply.writeHead(200, { 'content-type': 'text/plain' }).end(request.url);
    });
    const { get } = guarded({ lookup: answering(['127.0.0.1']) });
    expect(await get(`${url}/short`)).toEqual({ ok: true, status: 200, bytes: Buffer.from('/files/%D0%BF%D0%BB%D0%B0%D0%BD.txt'), mediaType: 'text/plain', fileName: 'план.txt' });
  });

  test('many at once', async () => {
    const { url } = await serving((request, reply) => reply.end(request.url));
    const { get } = guarded();
    const paths = Array.from({ length: 50 }, (_, index) => `/${index}`);
    const answers = await Promise.all(paths.map((path) => get(url + path)));
    expect(answers.map((answer) => (answer.ok ? answer.bytes.toString() : answer.reason))).toEqual(paths);
  });
});
