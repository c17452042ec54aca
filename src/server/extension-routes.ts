import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DialectLog } from '../dialects/dialect.ts';
import type { Extensions } from '../extensions/open-extensions.ts';
import { answerNotFound } from './app-errors.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const UNREADABLE = { error: { code: 'bad_request', message: 'The body is not JSON.' } };
const FAILED = { error: { code: 'extension_failed', message: 'The extension failed to answer.' } };

/** What extensions answer at `/extensions/<name>/…`; who may call is theirs to ask. JSON or text in and out, at most a megabyte in. */
export function addExtensionRoutes(app: FastifyInstance, extensions: Pick<Extensions, 'answer'>, log: DialectLog): void {
  app.all<{ Params: { name: string; '*': string } }>('/extensions/:name/*', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const body = readBody(request);
    if (body === undefined) return reply.code(400).send(UNREADABLE);
    const { name } = request.params;
    try {
      const answered = await extensions.answer(name, { method: request.method, path: `/${request.params['*']}`, query: textsOf(request.query), headers: textsOf(request.headers), body: body.value });
      return answered === undefined ? answerNotFound(request, reply) : send(reply, answered.answer);
    } catch (error) {
      log.warn({ extension: name, err: error }, 'an extension failed to answer');
      return reply.code(500).send(FAILED);
    }
  });
}

function readBody({ body, headers }: FastifyRequest): { readonly value: unknown } | undefined {
  if (!Buffer.isBuffer(body) || body.length === 0) return { value: undefined };
  const text = body.toString('utf8');
  if (!/\bjson\b/iu.test(headers['content-type'] ?? '')) return { value: text };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function send(reply: FastifyReply, answer: unknown): FastifyReply {
  const { status, body }: { status?: unknown; body?: unknown } = Object(answer);
  const code = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : body === undefined ? 204 : 200;
  if (body === undefined) return reply.code(code).send();
  if (typeof body === 'string') return reply.code(code).type('text/plain; charset=utf-8').send(body);
  return reply.code(code).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

function textsOf(map: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(Object(map)).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]));
}
