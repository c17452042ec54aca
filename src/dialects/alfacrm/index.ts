import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SCHOOL_PRESET } from '../../core/presets/school.ts';
import type { Dialect, DialectParts } from '../dialect.ts';
import { answerBody } from '../transport/answer-body.ts';
import { TOKEN_HEADER } from './authenticate.ts';
import { alfacrmEvents } from './events/format.ts';
import { createHandler } from './handle.ts';
import { COVERAGE } from './routes.ts';
import { SETTINGS } from './settings.ts';
import { CONTENT_TYPE } from './transport/envelope.ts';
import { errorBody, knownStatus } from './transport/http-error.ts';
import { INTERNAL_ERROR, NOT_JSON, TOO_LARGE } from './transport/texts.ts';

/** alfaCRM's `/v2api` (alfaCRM contract 2.1). */
const alfacrm: Dialect = {
  name: 'alfacrm',
  title: 'alfaCRM API v2',
  preset: SCHOOL_PRESET,
  events: alfacrmEvents,
  settings: SETTINGS,
  coverage: COVERAGE,
  register,
  sampleCurl: (address, login, key) =>
    `curl ${address}/v2api/customer/index -d '{"page":0}' -H "X-ALFACRM-TOKEN: $(curl -s ${address}/v2api/auth/login -d '${JSON.stringify({ email: login, api_key: key })}' | cut -d '"' -f 4)"`,
};

export default alfacrm;

const PREFIX = '/v2api/';
const NO_BODY = Buffer.alloc(0);

function register(app: FastifyInstance, parts: DialectParts): void {
  const handle = createHandler(parts);
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const [path = '', ...query] = (request.raw.url ?? '').split('?');
    const { status, headers, body } = await handle({
      method: request.method,
      path: path.slice(path.indexOf(PREFIX) + PREFIX.length),
      queryText: query.join('?'),
      contentType: request.headers['content-type'],
      token: request.headers[TOKEN_HEADER],
      body: Buffer.isBuffer(request.body) ? request.body : NO_BODY,
      address: request.ip,
    });
    return send(reply.code(status).headers(headers), body);
  };
  for (const path of [`${PREFIX}*`, PREFIX]) app.all(path, answer);
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    const status = knownStatus(error.statusCode ?? 500);
    if (status === 500) parts.log.error({ error }, 'an alfaCRM call failed');
    return send(reply.code(status), errorBody(status, status === 500 ? INTERNAL_ERROR : status === 413 ? TOO_LARGE : NOT_JSON));
  });
}

function send(reply: FastifyReply, body: string): FastifyReply {
  return reply.header('content-type', CONTENT_TYPE).send(answerBody(body));
}
