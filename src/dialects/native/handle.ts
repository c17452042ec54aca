import type { FastifyReply, FastifyRequest } from 'fastify';
import { Socket } from 'node:net';
import type { DialectParts } from '../dialect.ts';
import { answerBody } from '../transport/answer-body.ts';
import { authenticateCall, FACE } from './authenticate.ts';
import type { Answer, Call, Route } from './call.ts';
import { versionOf } from './http/if-match.ts';
import { inShape, readBody } from './http/read-body.ts';
import { readQuery } from './http/read-query.ts';
import { isOurs, PROBLEM_TYPE, ProblemError, toProblem } from './problem.ts';

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Answers the requests of one route: authenticate, read, call. Never rejects; refusals are answers too. */
export function createHandler(parts: DialectParts, route: Route): Handler {
  return async (request, reply) => {
    if (route.long === true) letBeSilent(request, reply);
    try {
      return send(reply, await route.handle(await readCall(parts, route, request)));
    } catch (error) {
      return refuse(parts, error, request, reply);
    }
  };
}

/** The server cuts connections that say nothing for long; this one has work to wait for. A request made in memory has none. */
function letBeSilent({ raw: { socket } }: FastifyRequest, reply: FastifyReply): void {
  if (!(socket instanceof Socket)) return;
  const { timeout = 0 } = socket;
  socket.setTimeout(0);
  reply.raw.once('close', () => socket.setTimeout(timeout));
}

/** Sends the problem document of an error; tells the operator of what is no fault of the caller. */
export function refuse({ log }: DialectParts, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isOurs(error)) log.error({ requestId: request.id, method: request.method, path: request.url.split('?', 1)[0], err: error }, 'a call of the native API failed');
  const said = toProblem(error, { ifMatch: request.headers['if-match'] !== undefined, requestId: request.id, addressed: Object(request.params).field });
  const headers = error instanceof ProblemError ? error.headers : {};
  return reply.code(said.status).headers(headers).header('content-type', PROBLEM_TYPE).send(JSON.stringify(said));
}

async function readCall({ crm, zone, delivery }: DialectParts, route: Route, request: FastifyRequest): Promise<Call> {
  const { directory, account, keyId } = await authenticateCall(crm, request.headers);
  const params = new Map(Object.entries(Object(request.params)));
  const sent = readBody(Buffer.isBuffer(request.body) ? request.body : undefined, request.headers['content-type']);
  return {
    crm, directory, zone, delivery, context: { account, face: FACE, keyId },
    param: (name) => String(params.get(name) ?? ''),
    query: readQuery((request.raw.url ?? '').split('?').slice(1).join('?'), route.query ?? []),
    version: route.method === 'PATCH' || route.method === 'DELETE' ? versionOf(request.headers['if-match']) : undefined,
    body: (shape) => inShape(shape, sent),
  };
}

function send(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
  const answer = reply.code(status).headers(headers).header('cache-control', 'no-store');
  return body === undefined ? answer.send() : answer.header('content-type', 'application/json; charset=utf-8').send(answerBody(JSON.stringify(body)));
}
