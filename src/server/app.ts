import fastify, { type FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Crm } from '../core/crm.ts';
import type { Zone } from '../core/time.ts';
import type { DeliveryDesk, Dialect, DialectLog, DialectParts, PlainWay } from '../dialects/dialect.ts';
import { answerBadConnection, answerError, answerFrameworkError, answerNotFound } from './app-errors.ts';
import type { Extensions } from '../extensions/open-extensions.ts';
import { addExtensionRoutes } from './extension-routes.ts';
import { addHealth } from './health.ts';
import { isMediaType } from './media-type.ts';
import { addMetrics } from './metrics.ts';
import { tryPlainWaysFirst } from './plain-ways.ts';
import type { Settings } from './settings.ts';

export interface AppParts {
  readonly crm: Crm;
  readonly zone: Zone;
  readonly dialects: readonly Dialect[];
  readonly settings: Pick<Settings, 'bodyLimitBytes' | 'trustProxy' | 'dialects'> & Partial<Pick<Settings, 'metrics'>>;
  readonly log: DialectLog;
  readonly version: string;
  /** Fetches files for dialects that take them by their address. */
  readonly fetchFile?: DialectParts['fetchFile'];
  /** Delivery of events, for dialects that administer it. */
  readonly delivery?: DeliveryDesk;
  /** Absent where there are none. */
  readonly extensions?: Pick<Extensions, 'answer' | 'report'> | undefined;
}

/** Long query strings are part of the header, and clients of PHP age write them. */
const MAX_HEADER_BYTES = 64 * 1024;
/** A sender of one byte a second must not hold a connection for long. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;
const SILENCE_TIMEOUT_MS = 300_000;
/** Longer than the 60 s of the usual proxies, so that they close first and never write into a closed connection. */
const KEEP_ALIVE_MS = 72_000;
const TIMEOUT_CHECK_MS = 5_000;

/** The HTTP server without its port: every dialect in an encapsulated plugin of its own, bodies as Buffers on any verb. */
export function createApp({ crm, zone, dialects, settings, log, version, fetchFile, delivery, extensions }: AppParts): FastifyInstance {
  const app = fastify({
    logger: false,
    genReqId: createRequestIds(),
    bodyLimit: settings.bodyLimitBytes,
    trustProxy: settings.trustProxy,
    http: { maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: SILENCE_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: MAX_HEADER_BYTES },
    rewriteUrl: dropBadContentType,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerBadConnection,
  });
  // A client may say that it sends no more and wait for the answer; Node would drop what it is owed.
  Object.assign(app.server, { httpAllowHalfOpen: true });
  // Clients of the spoken APIs send a body with any verb, and a type that says little about it.
  for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS']) app.addHttpMethod(method, { hasBody: true, overrideExisting: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler(answerNotFound);
  app.setErrorHandler(answerError(log));

  addHealth(app, crm, extensions);
  if (extensions !== undefined) addExtensionRoutes(app, extensions, log);
  addMetrics(app, { crm, access: settings.metrics ?? 'key', version });
  const welcome = { product: 'Tolmach', version, dialects: dialects.map(({ name, title }) => ({ name, title })), health: '/health' };
  app.get('/', async () => welcome);
  const ways: PlainWay[] = [];
  for (const dialect of dialects) {
    const parts = { crm, zone, log, settings: settings.dialects[dialect.name] ?? {}, ...(fetchFile === undefined ? {} : { fetchFile }), ...(delivery === undefined ? {} : { delivery }) };
    void app.register(async (scope) => dialect.register(scope, parts, (way) => ways.push(way)));
  }
  tryPlainWaysFirst(app.server, ways, settings.bodyLimitBytes);
  return app;
}

/** Fastify refuses a type it cannot read before anyone sees the request; to a dialect it is the same as none. */
function dropBadContentType(request: IncomingMessage): string {
  const type = request.headers['content-type'];
  if (type !== undefined && !isMediaType(type)) delete request.headers['content-type'];
  return request.url ?? '/';
}

/** Ids that differ between starts, so that a log of several days can be searched by them. */
function createRequestIds(): () => string {
  const start = Math.floor(Date.now() / 1000).toString(36);
  let last = 0;
  return () => `${start}-${(++last).toString(36)}`;
}
