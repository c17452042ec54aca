import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dialect, DialectParts, PlainWay } from '../dialect.ts';
import { answerBody } from '../transport/answer-body.ts';
import { salesmanEvents } from './events/format.ts';
import { createHandler } from './handle.ts';
import { SALESMAN_PRESET } from './preset.ts';
import { COVERAGE } from './routes.ts';
import { readSettings, SETTINGS } from './settings.ts';
import { errorEnvelope, INTERNAL_ERROR, UNKNOWN_METHOD, type WireFault } from './transport/envelope.ts';

/** SalesMan CRM API v3 at `/developer/v3`: HTTP 200 always, any verb, JSON or forms (SalesMan contract 1). */
const salesman: Dialect = {
  name: 'salesman',
  title: 'SalesMan CRM API v3',
  preset: SALESMAN_PRESET,
  events: salesmanEvents,
  settings: SETTINGS,
  coverage: COVERAGE,
  register,
  sampleCurl: (address, login, key) =>
    `curl -X GET ${address}/developer/v3/client/list -H 'Content-Type: application/json' -H 'apikey: ${key}' -H 'login: ${login}' -d '{"fields":"clid,title,phone","filter":{"type":"client"}}'`,
};

export default salesman;

const NO_BODY = Buffer.alloc(0);

function register(app: FastifyInstance, parts: DialectParts, plain: (way: PlainWay) => void): void {
  const handle = createHandler(parts);
  const { errorCode } = readSettings(parts.settings);
  const answerOf = ({ url = '', headers }: IncomingMessage, body: Buffer): Promise<object> => {
    const [path = '', ...query] = url.split('?');
    return handle({ path, queryString: query.join('?'), contentType: headers['content-type'], headers, body });
  };
  const fail = (response: ServerResponse, error: unknown): void => {
    parts.log.error({ error }, 'a SalesMan call failed');
    if (response.headersSent) response.destroy();
    else respond(response, errorEnvelope(INTERNAL_ERROR, errorCode));
  };
  plain({
    prefix: '/developer/v3/',
    answer: (request, body, response) => void answerOf(request, body).then((said) => respond(response, said)).catch((error: unknown) => fail(response, error)),
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const said = await answerOf(request.raw, Buffer.isBuffer(request.body) ? request.body : NO_BODY);
    reply.hijack();
    respond(reply.raw, said);
    return reply;
  };
  app.all('/developer/v3', answer);
  app.all('/developer/v3/*', answer);
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    if (error.statusCode === undefined || error.statusCode >= 500) parts.log.error({ error }, 'a SalesMan call failed');
    return send(reply.code(error.statusCode === 413 ? 413 : 200), errorEnvelope(transportFault(error.statusCode), errorCode));
  });
}

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' } as const;

/** The usual way out: the answer is complete, so the framework need not look at it once more. */
function respond(response: ServerResponse, said: object): void {
  const body = answerBody(JSON.stringify(said));
  response.writeHead(200, { ...HEADERS, 'content-length': Buffer.byteLength(body) }).end(body);
}

function send(reply: FastifyReply, said: object): FastifyReply {
  return reply.headers(HEADERS).send(JSON.stringify(said));
}

/** What went wrong before the call was read; a body over the limit is the one answer with another status than 200. */
function transportFault(status: number | undefined): WireFault {
  if (status === 413) return { code: 413, text: 'Запрос слишком велик' };
  return status !== undefined && status < 500 ? UNKNOWN_METHOD : INTERNAL_ERROR;
}
