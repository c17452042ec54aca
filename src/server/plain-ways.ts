import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { PlainWay } from '../dialects/dialect.ts';
import { isMediaType } from './media-type.ts';

/** An address without escapes and odd signs, which a router and a dialect cannot read differently. */
const PLAIN_ADDRESS = /^[\w./-]+(?:\?[^#]*)?$/u;
const LENGTH = /^\d{1,15}$/u;
const NO_BODY = Buffer.alloc(0);

/** Lets plain requests take the ways of the dialects; all others go to whom they went before. `ways` may be filled later. */
export function tryPlainWaysFirst(server: Server, ways: readonly PlainWay[], bodyLimit: number): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const way = ways.find(({ prefix }) => request.url?.startsWith(prefix) === true);
    // While the server stops, the framework says so.
    const length = way === undefined || !server.listening ? undefined : plainLength(request, bodyLimit);
    if (way === undefined || length === undefined) for (const listen of listeners) listen.call(server, request, response);
    else readBody(request, length, (body) => way.answer(request, body, response));
  });
}

/**
 * The length of the body of a request that needs nothing of a framework: a verb that may carry a body, a plain address,
 * and a body whose length is told and allowed. Undefined for all others, whom the framework knows how to treat.
 */
function plainLength({ method, url = '', headers }: IncomingMessage, limit: number): number | undefined {
  if ((method !== 'GET' && method !== 'POST') || !PLAIN_ADDRESS.test(url)) return undefined;
  const { 'content-type': type, 'content-length': told } = headers;
  if (headers['transfer-encoding'] !== undefined || headers.expect !== undefined || (type !== undefined && !isMediaType(type))) return undefined;
  if (told === undefined) return 0;
  const length = LENGTH.test(told) ? Number(told) : Number.POSITIVE_INFINITY;
  return length <= limit ? length : undefined;
}

/** `done` is not called where the connection ends before the body does. */
function readBody(request: IncomingMessage, length: number, done: (body: Buffer) => void): void {
  if (length === 0) {
    request.resume();
    done(NO_BODY);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => done(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
}
