import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { CrmError } from '../core/errors.ts';
import type { DialectLog } from '../dialects/dialect.ts';
import { codeOf } from './refusal.ts';

/** What is said outside of the dialects, and of requests that never reach one: JSON, no stack traces, nothing of the inside. */
interface PlainAnswer {
  readonly error: { readonly code: string; readonly message: string; readonly requestId?: string };
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  408: 'The request did not arrive in time.',
  413: 'The request is larger than this server takes.',
  414: 'The address of the request is too long.',
  415: 'The type of the body cannot be read.',
  431: 'The headers of the request are too long.',
  503: 'The server cannot answer now: try again later.',
};

export function answerNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: { code: 'not_found', message: 'There is nothing at this address.' } } satisfies PlainAnswer);
}

/** Malformed addresses and the like, refused before there is a route. */
export function answerFrameworkError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  void reply.code(status).send(plainAnswer(status));
}

/** Whatever a route let through: faults of the caller by their status, ours as 500 with an id that finds them in the log. */
export function answerError(log: DialectLog): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (error, request, reply) => {
    const status = statusOf(error);
    if (status < 500) return reply.code(status).send(plainAnswer(status));
    // The path alone: the query may hold a key.
    log.error({ requestId: request.id, method: request.method, path: request.url.split('?', 1)[0], err: error }, 'a request failed');
    return reply.code(status).send(plainAnswer(status, request.id));
  };
}

function statusOf(error: FastifyError): number {
  if (error instanceof CrmError) return error.code === 'unavailable' ? 503 : 500;
  const status = error.statusCode;
  return status !== undefined && status >= 400 && status < 600 ? status : 500;
}

function plainAnswer(status: number, requestId?: string): PlainAnswer {
  const code = status >= 500 ? (status === 503 ? 'unavailable' : 'internal') : 'bad_request';
  const message = REASONS[status] ?? (status >= 500 ? 'The server failed to answer.' : 'The request cannot be answered.');
  return { error: { code, message, ...(requestId === undefined ? {} : { requestId }) } };
}

/** What arrives is not HTTP, or not in time, or with endless headers: one plain answer, then the connection ends. */
export function answerBadConnection(error: Error, socket: Socket): void {
  if (codeOf(error) === 'ECONNRESET' || socket.destroyed) return;
  const status = codeOf(error) === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : codeOf(error) === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify(plainAnswer(status));
  if (!socket.writable) return void socket.destroy();
  socket.end(`HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? ''}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
  socket.destroySoon();
}

const STATUS_TEXT: Readonly<Record<number, string>> = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' };
