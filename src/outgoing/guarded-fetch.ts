import { lookup as askDns } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, Client, type Dispatcher } from 'undici';
import { createAllowance } from './allowance.ts';
import { fileNameOf } from './file-name.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import { headerText } from './header-text.ts';
import { dropBody, readBody } from './read-body.ts';
import { readTarget } from './read-target.ts';
import { RefusedAddress } from './refused-address.ts';

export interface GuardedFetchParts {
  /** Ranges (`10.0.0.0/8`) and host names of the operator's own network that may be reached all the same. */
  readonly allowPrivate: readonly string[];
  /** Of a body, once it is decompressed. */
  readonly maxBytes: number;
  /** For all of it: DNS, connection, redirects, headers and body. */
  readonly timeoutMs: number;
  readonly maxRedirects: number;
  /** Of this program, for `User-Agent`. */
  readonly version: string;
  /** Asks DNS; the system's own way when not given. */
  readonly lookup?: LookupFunction;
}

export interface Fetched {
  readonly ok: true;
  readonly status: number;
  readonly bytes: Buffer;
  /** `image/png`, without parameters; `application/octet-stream` when the server does not say. */
  readonly mediaType: string;
  /** As the server or the URL names it, maybe empty, and not clean. */
  readonly fileName: string;
}

export interface NotFetched {
  readonly ok: false;
  readonly reason: 'bad_url' | 'refused_address' | 'unreachable' | 'timeout' | 'too_large' | 'status';
  /** What the server answered, where the reason is 'status'. */
  readonly status?: number;
}

export interface GuardedFetch {
  /** Never rejects. */
  get(url: string): Promise<Fetched | NotFetched>;
  /** Connects to nothing that `get` would not; follows no redirects and limits no body. */
  readonly dispatcher: Dispatcher;
}

type Reach = Pick<GuardedFetchParts, 'maxBytes' | 'maxRedirects' | 'version'> & { readonly connecting: Client.Options; readonly signal: AbortSignal };

interface Redirect {
  readonly status: number;
  readonly location: string;
}

/** A server may ask us to keep a connection open, but not for longer than this. */
const KEEP_ALIVE_MS = 10_000;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** The clocks below ours, which now and then are a little early. */
const TIMEOUTS: readonly string[] = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'];

/**
 * Fetches what a URL of somebody else names, and never from the operator's own network (SSRF): every address is judged
 * where the connection to it is made. Sends no cookies and no credentials, and goes through no proxy. Throws a RangeError
 * when `allowPrivate` holds what is neither a range nor a host name.
 */
export function createGuardedFetch({ allowPrivate, timeoutMs, lookup = askDns, ...limits }: GuardedFetchParts): GuardedFetch {
  const allowance = createAllowance(allowPrivate);
  if (allowance === undefined) throw new RangeError('allowPrivate holds neither a range nor a host name');
  const connect = createGuardedConnector({ allowance, lookup, timeoutMs });
  const connecting: Client.Options = { connect, allowH2: false, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, keepAliveMaxTimeout: KEEP_ALIVE_MS };
  return {
    dispatcher: new Agent(connecting),
    get: (url) => withinTime(timeoutMs, (signal) => fetchUrl(url, { ...limits, connecting, signal })),
  };
}

/** The race is needed beside the signal: that one reaches neither a question to DNS nor a connection being made. */
async function withinTime(timeoutMs: number, work: (signal: AbortSignal) => Promise<Fetched | NotFetched>): Promise<Fetched | NotFetched> {
  const stop = new AbortController();
  const { promise: late, resolve } = Promise.withResolvers<NotFetched>();
  const timer = setTimeout(() => {
    resolve({ ok: false, reason: 'timeout' });
    stop.abort();
  }, timeoutMs);
  try {
    return await Promise.race([late, work(stop.signal)]);
  } finally {
    clearTimeout(timer);
  }
}

async function fetchUrl(text: string, reach: Reach): Promise<Fetched | NotFetched> {
  try {
    return await follow(text, reach);
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): NotFetched['reason'] {
  if (error instanceof RefusedAddress) return 'refused_address';
  return error instanceof Error && 'code' in error && TIMEOUTS.includes(String(error.code)) ? 'timeout' : 'unreachable';
}

/** Every redirect is a new URL of somebody else's, and judged as the first one was. */
async function follow(text: string, reach: Reach, from?: URL, redirects = 0): Promise<Fetched | NotFetched> {
  const target = readTarget(text, from);
  if (!target.ok) return target;
  const found = await visit(target.url, reach);
  if (!('location' in found)) return found;
  return redirects < reach.maxRedirects ? follow(found.location, reach, target.url, redirects + 1) : { ok: false, reason: 'status', status: found.status };
}

/** A connection of its own, gone afterwards: the agent would remember every host that a stranger ever named. */
async function visit(url: URL, { connecting, signal, version, maxBytes }: Reach): Promise<Fetched | NotFetched | Redirect> {
  const client = new Client(url.origin, { ...connecting, pipelining: 0 });
  try {
    const headers = { 'user-agent': `Tolmach/${version}`, 'accept': '*/*', 'accept-encoding': 'identity' };
    const answer = await client.request({ path: `${url.pathname}${url.search}`, method: 'GET', headers, signal });
    const { statusCode: status } = answer;
    if (status >= 200 && status < 300) return await receive(url, answer, maxBytes);
    dropBody(answer.body);
    const location = headerText(answer.headers.location);
    return REDIRECTS.includes(status) && location !== '' ? { status, location } : { ok: false, reason: 'status', status };
  } finally {
    void client.destroy();
  }
}

async function receive(url: URL, { statusCode, headers, body }: Dispatcher.ResponseData, maxBytes: number): Promise<Fetched | NotFetched> {
  if (Number(headerText(headers['content-length'])) > maxBytes) {
    dropBody(body);
    return { ok: false, reason: 'too_large' };
  }
  const bytes = await readBody(body, headerText(headers['content-encoding']), maxBytes);
  if (bytes === 'too_large') return { ok: false, reason: 'too_large' };
  const [type = ''] = headerText(headers['content-type']).split(';');
  const mediaType = type.trim().toLowerCase() || 'application/octet-stream';
  return { ok: true, status: statusCode, bytes, mediaType, fileName: fileNameOf(headerText(headers['content-disposition']), url) };
}
