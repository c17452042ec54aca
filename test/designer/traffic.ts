import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadGroup } from '../../benchmarks/load-plan.ts';
import { createRequestMaker } from '../../benchmarks/load-requests.ts';
import { createAnswerReader } from '../support/http-answer.ts';

/** How long answers took, in milliseconds, and what went wrong. */
export interface TrafficFigures {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  readonly failed: number;
}

/** Clients that ask all the time while something else is done to the server. */
export interface Traffic {
  /** Begins a stretch; its figures are of all answers from now until they are taken. */
  mark(): void;
  figures(group: string): TrafficFigures;
  /** Answers since the beginning that were not what they must be, and broken connections; some of them in words. */
  readonly failures: { count: number; readonly examples: string[] };
  /** The requests that were sent and answered, by group, since the beginning. */
  answered(group: string): number;
  stop(): Promise<void>;
}

interface Counting {
  latencies: number[];
  failed: number;
  answered: number;
  readonly waiting: Set<number>;
}

const MAX_EXAMPLES = 10;
const EXAMPLE_LENGTH = 300;

/** Starts the connections of these groups; each rests `pauseMs` between an answer and the next request. */
export function startTraffic(port: number, groups: readonly LoadGroup[], pauseMs: number): Traffic {
  const stop = new AbortController();
  const failures: Traffic['failures'] = { count: 0, examples: [] };
  const counts = new Map(groups.map(({ name }): [string, Counting] => [name, { latencies: [], failed: 0, answered: 0, waiting: new Set() }]));
  const countOf = (name: string): Counting => {
    const found = counts.get(name);
    if (found === undefined) throw new Error(`no connections ask for ${name}`);
    return found;
  };
  const running = groups.flatMap((group) => {
    const nextRequest = createRequestMaker(group.source, port);
    const fail = (what: string): void => {
      countOf(group.name).failed += 1;
      failures.count += 1;
      if (failures.examples.length < MAX_EXAMPLES) failures.examples.push(`${group.name}: ${what.slice(0, EXAMPLE_LENGTH)}`);
    };
    return Array.from({ length: group.connections }, () => keepAsking({ port, pauseMs, group, nextRequest, counting: countOf(group.name), fail, stop: stop.signal }));
  });
  return {
    failures,
    mark() {
      for (const counting of counts.values()) Object.assign(counting, { latencies: [], failed: 0 });
    },
    figures: (name) => summarise(countOf(name)),
    answered: (name) => countOf(name).answered,
    async stop() {
      stop.abort();
      await Promise.all(running);
    },
  };
}

interface Asking {
  readonly port: number;
  readonly pauseMs: number;
  readonly group: LoadGroup;
  readonly nextRequest: () => Buffer;
  readonly counting: Counting;
  readonly fail: (what: string) => void;
  readonly stop: AbortSignal;
}

async function keepAsking({ port, pauseMs, group, nextRequest, counting, fail, stop }: Asking): Promise<void> {
  let connection = openConnection(port);
  while (!stop.aborted) {
    const began = performance.now();
    counting.waiting.add(began);
    try {
      const { status, body } = await connection.ask(nextRequest());
      counting.answered += 1;
      if (status !== 200 || body.includes('"error"') || !body.includes(group.expected)) fail(`${status} ${body}`);
    } catch (error) {
      fail(String(error));
      connection.close();
      connection = openConnection(port);
    }
    counting.waiting.delete(began);
    counting.latencies.push(performance.now() - began);
    await sleep(pauseMs);
  }
  connection.close();
}

interface Connection {
  ask(bytes: Buffer): Promise<{ readonly status: number; readonly body: string }>;
  close(): void;
}

function openConnection(port: number): Connection {
  let settle: { readonly resolve: (answer: { readonly status: number; readonly body: string }) => void; readonly reject: (error: Error) => void } | undefined;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const reader = createAnswerReader(({ status, body }) => settle?.resolve({ status, body: body.toString('utf8') }));
  socket.on('data', (chunk) => reader.push(chunk));
  socket.on('error', (error) => settle?.reject(error));
  socket.on('close', () => settle?.reject(new Error('the connection was closed')));
  return {
    ask: (bytes) => new Promise((resolve, reject) => {
      settle = { resolve, reject };
      socket.write(bytes);
    }),
    close: () => socket.destroy(),
  };
}

/** Who still waits counts with the time waited so far. */
function summarise({ latencies, failed, waiting }: Counting): TrafficFigures {
  const now = performance.now();
  const sorted = [...latencies, ...[...waiting].map((began) => now - began).filter((ms) => ms > 1000)].toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { requests: sorted.length, p50: at(0.5), p99: at(0.99), longest: at(1), failed };
}
