import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dialect, DialectParts } from '../dialect.ts';
import { answerBody } from '../transport/answer-body.ts';
import { numberEntities } from './application/numbers.ts';
import { defaultApplication } from './default-application/preset.ts';
import { createHandler } from './handle.ts';
import { rukovoditelImporter } from './import/index.ts';
import { RUKOVODITEL_PRESET } from './preset.ts';
import { COVERAGE } from './routes.ts';
import { readSettings, SETTINGS } from './settings.ts';
import { CONTENT_TYPE, failure } from './transport/envelope.ts';
import { MAX_BODY_BYTES } from './transport/limits.ts';
import { INTERNAL_ERROR, TOO_LARGE } from './transport/texts.ts';

/** Rukovoditel's `api/rest.php`, at any depth of folders (Rukovoditel contract 1.1). */
const rukovoditel: Dialect = {
  name: 'rukovoditel',
  title: 'Rukovoditel API',
  preset: RUKOVODITEL_PRESET,
  presets: (settings) => [defaultApplication(readSettings(settings).language)],
  annotate: numberEntities,
  importers: [rukovoditelImporter],
  settings: SETTINGS,
  coverage: COVERAGE,
  register,
  sampleCurl: (address, login, key, password) =>
    `curl ${address}/api/rest.php -d 'key=${key}' -d 'username=${login}' --data-urlencode 'password=${password}' -d action=select -d entity_id=100001 -d select_fields=100001001,100001008 -d limit=5`,
};

export default rukovoditel;

/** The folders that an address may have before `api/rest.php`, as an installation of the vendor often has. */
const PATHS = ['', '/:a', '/:a/:b', '/:a/:b/:c'].map((folders) => `${folders}/api/rest.php`);
const NO_BODY = Buffer.alloc(0);

function register(app: FastifyInstance, parts: DialectParts): void {
  const handle = createHandler(parts);
  const { errorStatus } = readSettings(parts.settings);
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (request.method === 'HEAD' || request.method === 'OPTIONS') return reply.code(204).send();
    const body = Buffer.isBuffer(request.body) ? request.body : NO_BODY;
    const answered = await handle({ contentType: request.headers['content-type'], body }, request.ip);
    return send(reply.code(answered.status), typeof answered.body === 'string' ? answered.body : inParts(answered.body));
  };
  const inParts = (body: AsyncIterable<string>): Readable =>
    Readable.from(body).on('error', (error) => parts.log.error({ error }, 'a Rukovoditel call failed within its answer'));
  for (const path of PATHS) app.all(path, { bodyLimit: MAX_BODY_BYTES }, answer);
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    if (error.statusCode === undefined || error.statusCode >= 500) parts.log.error({ error }, 'a Rukovoditel call failed');
    return send(reply.code(errorStatus), failure(error.statusCode === 413 ? TOO_LARGE : INTERNAL_ERROR));
  });
}

function send(reply: FastifyReply, body: string | Readable): FastifyReply {
  return reply.header('content-type', CONTENT_TYPE).send(typeof body === 'string' ? answerBody(body) : body);
}
