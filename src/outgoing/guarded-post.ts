import { lookup as askDns } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { createAllowance } from './allowance.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import { headerText } from './header-text.ts';
import { readBeginning } from './read-beginning.ts';
import { readTarget } from './read-target.ts';
import { RefusedAddress } from './refused-address.ts';
import { readRetryAfter } from './retry-after.ts';

export interface GuardedPostParts {
  /** Ranges (`10.0.0.0/8`) and host names of the operator's own network that may be reached all the same. */
  readonly allowPrivate: readonly string[];
  /** Of this program, for `User-Agent`. */
  readonly version: string;
  /** Most connections to one receiver. */
  readonly connections: number;
  /** Asks DNS; the system's own way when not given. */
  readonly lookup?: LookupFunction;
}

export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'POST' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** For all of it: DNS, connection, headers and body. */
  readonly timeoutMs: number;
}

/** What became of a request: `error` is null when the answer was one of 2xx. */
export interface Answer {
  readonly status: number | null;
  readonly error: 'bad_url' | 'refused_address' | 'unreachable' | 'timeout' | 'too_large' | 'redirect' | 'status' | null;
  /** The beginning of the answer's body. */
  readonly response: string | null;
  /** How long the receiver asks us to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
}

export interface GuardedPost {
  /** Never rejects. */
  send(request: OutgoingRequest): Promise<Answer>;
  /** Breaks off what runs. */
  close(): Promise<void>;
}

const MAX_REQUEST_BYTES = 1024 * 1024;
/** Receivers whose connections are kept open for the next request. */
const MAX_ORIGINS = 1000;
const KEEP_ALIVE_MS = 10_000;
/** A connection that nobody waits for any longer is given up. */
const CONNECT_MS = 20_000;
/** The clocks below ours, in case ours should ever fail to ring. */
const SPARE_MS = 300_000;
const FAILED = { status: null, response: null, retryAfterMs: null } as const;

/**
 * Sends requests to addresses that somebody else named, and never into the operator's own network: every address is judged
 * where the connection to it is made, and used at once. Follows no redirects, goes through no proxy, verifies certificates.
 * Throws a RangeError when `allowPrivate` holds what is neither a range nor a host name.
 */
export function createGuardedPost({ allowPrivate, version, connections, lookup = askDns }: GuardedPostParts): GuardedPost {
  const allowance = createAllowance(allowPrivate);
  if (allowance === undefined) throw new RangeError('allowPrivate holds neither a range nor a host name');
  const connect = createGuardedConnector({ allowance, lookup, timeoutMs: CONNECT_MS });
  const agent = new Agent({ connect, allowH2: false, connections, pipelining: 1, maxOrigins: MAX_ORIGINS, headersTimeout: SPARE_MS, bodyTimeout: SPARE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS });
  return {
    send: (request) => send(agent, request, version),
    close: () => agent.destroy(),
  };
}

async function send(agent: Agent, request: OutgoingRequest, version: string): Promise<Answer> {
  const target = readTarget(request.url);
  if (!target.ok) return { ...FAILED, error: target.reason };
  if (request.body !== null && Buffer.byteLength(request.body) > MAX_REQUEST_BYTES) return { ...FAILED, error: 'too_large' };
  return withinTime(request.timeoutMs, (signal) => exchange(agent, target.url, request, version, signal));
}

/** The race is needed beside the signal: that one reaches neither a question to DNS nor a connection being made. */
async function withinTime(timeoutMs: number, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const stop = new AbortController();
  const { promise: late, resolve } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => {
    resolve({ ...FAILED, error: 'timeout' });
    stop.abort();
  }, timeoutMs);
  try {
    return await Promise.race([late, work(stop.signal)]);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(agent: Agent, url: URL, { method, headers, body }: OutgoingRequest, version: string, signal: AbortSignal): Promise<Answer> {
  let status: number | null = null;
  try {
    const answer = await agent.request({
      origin: url.origin, path: `${url.pathname}${url.search}`, method, body, signal,
      headers: { 'user-agent': `Tolmach/${version}`, 'accept': '*/*', 'accept-encoding': 'identity', ...headers },
    });
    status = answer.statusCode;
    return judge(answer, await readBeginning(answer.body));
  } catch (error) {
    return { ...FAILED, status, error: reasonOf(error) };
  }
}

function judge({ statusCode: status, headers }: Dispatcher.ResponseData, response: string): Answer {
  if (status >= 200 && status < 300) return { status, error: null, response, retryAfterMs: null };
  return { status, error: status >= 300 && status < 400 ? 'redirect' : 'status', response, retryAfterMs: readRetryAfter(headerText(headers['retry-after']), Date.now()) };
}

function reasonOf(error: unknown): 'refused_address' | 'timeout' | 'unreachable' {
  if (error instanceof RefusedAddress) return 'refused_address';
  return error instanceof Error && 'code' in error && /TIMEOUT|ETIMEDOUT/u.test(String(error.code)) ? 'timeout' : 'unreachable';
}
