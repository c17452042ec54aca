import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Preset } from '../../core/presets/preset.ts';
import type { Dialect, DialectParts } from '../dialect.ts';
import { authenticateCall } from './authenticate.ts';
import { standardEvents } from './events/format.ts';
import { createHandler, refuse, type Handler } from './handle.ts';
import { ProblemError } from './problem.ts';
import { COVERAGE, ROUTES } from './routes.ts';

export const BASE_PATH = '/api/v1';

/** Our own entities are those of the base preset: this API asks for none of its own. */
const PRESET: Preset = { name: 'native', entities: [], added: [], seeds: [] };

/** The product's own API at `/api/v1`: records of any entity, and the metadata that they follow. */
const native: Dialect = {
  name: 'native',
  title: 'Tolmach API v1',
  preset: PRESET,
  events: standardEvents,
  settings: [],
  coverage: COVERAGE,
  register,
  sampleCurl: (address, _login, key) => `curl '${address}${BASE_PATH}/records/client?fields=name,phones&sort=-created_at&limit=5' -H 'Authorization: Bearer ${key}'`,
};

export default native;

function register(app: FastifyInstance, parts: DialectParts): void {
  for (const route of ROUTES) app.route({ method: route.method, url: `${BASE_PATH}${route.path.replaceAll(/\{(\w+)\}/gu, ':$1')}`, handler: createHandler(parts, route) });
  const elsewhere = answerElsewhere(parts);
  app.all(BASE_PATH, elsewhere);
  app.all(`${BASE_PATH}/*`, elsewhere);
  app.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => refuse(parts, transportProblem(error), request, reply));
}

/** An address without a route, or with routes for other methods: 404 or 405, and only to those who may call. */
function answerElsewhere(parts: DialectParts): Handler {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      await authenticateCall(parts.crm, request.headers);
      const methods = methodsAt(request.url.split('?', 1)[0] ?? '');
      if (methods.length === 0) throw new ProblemError('not_found', 'There is nothing at this address.');
      throw new ProblemError('method_not_allowed', `This address takes ${methods.join(', ')}.`, { headers: { allow: methods.join(', ') } });
    } catch (error) {
      return refuse(parts, error, request, reply);
    }
  };
}

function methodsAt(url: string): readonly string[] {
  const path = url.slice(BASE_PATH.length).replaceAll(/\/+/gu, '/').replace(/\/$/u, '');
  const found = ROUTES.filter((route) => new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(path));
  return [...new Set(found.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

/** What went wrong before the call was read. */
function transportProblem(error: { readonly statusCode?: number }): unknown {
  if (error.statusCode === 413) return new ProblemError('too_large', 'The body is larger than this server takes.');
  return error.statusCode !== undefined && error.statusCode < 500 ? new ProblemError('malformed', 'The request cannot be read.') : error;
}
