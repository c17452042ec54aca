import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tryPlainWaysFirst } from './plain-ways.ts';

const LIMIT = 20;

let server: Server;
let taken: string[];

beforeEach(async () => {
  taken = [];
  server = createServer((request, response) => {
    request.resume();
    taken.push(`framework ${request.url}`);
    response.end('framework');
  });
  tryPlainWaysFirst(server, [{
    prefix: '/plain/',
    answer(request, body, response) {
      taken.push(`plain ${request.url}`);
      response.end(`plain ${body.toString('utf8')};`);
    },
  }], LIMIT);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

const portOf = (): number => (server.address() as AddressInfo).port;

/** Sends pieces as they are and reads until the server ends the connection. */
async function raw(...pieces: readonly string[]): Promise<string> {
  const socket = connect(portOf(), '127.0.0.1').setNoDelay(true);
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  return text(socket);
}

const head = (first: string, ...more: readonly string[]): string => `${[first, 'Host: x', 'Connection: close', ...more].join('\r\n')}\r\n\r\n`;

describe('what the framework keeps', () => {
  test.each([
    ['another address', head('GET /other HTTP/1.1'), ''],
    ['an address that ends before the prefix does', head('GET /plain HTTP/1.1'), ''],
    ['an escape in the address', head('GET /plain/a%20b HTTP/1.1'), ''],
    ['a fragment', head('GET /plain/a?b#c HTTP/1.1'), ''],
    ['another verb', head('PUT /plain/a HTTP/1.1', 'Content-Length: 2'), '{}'],
    ['a verb without a body', head('HEAD /plain/a HTTP/1.1'), ''],
    ['a body whose length is not told', head('POST /plain/a HTTP/1.1', 'Transfer-Encoding: chunked'), '2\r\n{}\r\n0\r\n\r\n'],
    ['a body over the limit', head('POST /plain/a HTTP/1.1', `Content-Length: ${LIMIT + 1}`), 'x'.repeat(LIMIT + 1)],
    ['a type that is none', head('POST /plain/a HTTP/1.1', 'Content-Type: garbage', 'Content-Length: 2'), '{}'],
  ])('%s', async (_title, lines, body) => {
    await raw(lines + body);
    expect(taken).toEqual([expect.stringMatching(/^framework /u)]);
  });

  test('whatever comes while the server stops', async () => {
    const socket = connect(portOf(), '127.0.0.1');
    socket.write('GET /plain/1 HTTP/1.1\r\nHost: x\r\n\r\nGET /plain/2 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n');
    await expect.poll(() => taken).toEqual(['plain /plain/1']);
    server.close();
    socket.write('{}GET /plain/3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await text(socket);
    expect(taken.toSorted()).toEqual(['framework /plain/3', 'plain /plain/1', 'plain /plain/2']);
  });
});

describe('what goes the plain way', () => {
  test.each([
    ['no body', head('GET /plain/a/b?c=%20 HTTP/1.1'), '', 'plain ;'],
    ['an empty body', head('POST /plain/a HTTP/1.1', 'Content-Length: 0'), '', 'plain ;'],
    ['a GET with a body', head('GET /plain/a HTTP/1.1', 'Content-Type: application/json; charset=utf-8', 'Content-Length: 2'), '{}', 'plain {};'],
    ['a body as long as may be', head('POST /plain/a HTTP/1.1', `Content-Length: ${LIMIT}`), 'x'.repeat(LIMIT), `plain ${'x'.repeat(LIMIT)};`],
  ])('%s', async (_title, lines, body, answer) => {
    expect((await raw(lines + body)).endsWith(`\r\n\r\n${answer}`)).toBe(true);
    expect(taken).toHaveLength(1);
  });

  test('a body that comes in pieces, cut within a letter', async () => {
    const bytes = Buffer.from('{"a":"ёж"}');
    const socket = connect(portOf(), '127.0.0.1').setNoDelay(true);
    socket.write(head('POST /plain/a HTTP/1.1', `Content-Length: ${bytes.length}`));
    for (const byte of bytes) {
      socket.write(Buffer.of(byte));
      await new Promise((resolve) => { setTimeout(resolve, 2); });
    }
    expect(await text(socket)).toMatch(/plain \{"a":"ёж"\};$/u);
  });

  test('requests that come at once are answered in their order', async () => {
    const answer = await raw('POST /plain/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nAGET /plain/2 HTTP/1.1\r\nHost: x\r\n\r\n' + head('POST /plain/3 HTTP/1.1', 'Content-Length: 1') + 'B');
    expect([...answer.matchAll(/plain (\w?);/gu)].map(([, body]) => body)).toEqual(['A', '', 'B']);
  });

  test('a connection that breaks off within a body asks nothing, and the next one is answered', async () => {
    const socket = connect(portOf(), '127.0.0.1');
    socket.write('POST /plain/a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    socket.destroy();
    expect(await raw(head('GET /plain/b HTTP/1.1'))).toMatch(/plain ;$/u);
    expect(taken).toEqual(['plain /plain/b']);
  });
});
