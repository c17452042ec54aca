// The process that makes the load: raw sockets, keep-alive, one request in flight on each connection.
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAnswerReader, type HttpAnswer } from '../test/support/http-answer.ts';
import type { LoadFigures, LoadGroup, LoadPlan } from './load-plan.ts';
import { createRequestMaker } from './load-requests.ts';

const ERROR_MARK = Buffer.from('"error"');
const EXAMPLE_LENGTH = 400;
/** So long is waited for the answers that are still under way at the end: the next load must not stand in line behind them. */
const DRAIN_MS = 30_000;
/** And so long at most for the first answer to each template. */
const FIRST_ANSWERS_MS = 60_000;

interface Counting {
  latencies: number[];
  errors: number;
  refused: number;
  wrong: number;
  example: string | undefined;
}

const freshCount = (): Counting => ({ latencies: [], errors: 0, refused: 0, wrong: 0, example: undefined });

let counting = freshCount();
let stopped = false;
let openSockets = 0;

process.on('message', (plan: LoadPlan) => {
  runPlan(plan).then(
    (figures) => process.send?.(figures, undefined, undefined, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

async function runPlan({ group, port, warmUpSeconds, seconds: asked }: LoadPlan): Promise<LoadFigures> {
  start(group, port);
  await sleep(warmUpSeconds * 1000);
  await askedOnce(group);
  const warmUp = counting;
  counting = freshCount();
  const began = performance.now();
  await sleep(asked * 1000);
  const seconds = (performance.now() - began) / 1000;
  stopped = true;
  await drain();
  return summarise(counting, warmUp, seconds);
}

/** What a selection costs when it is asked for the first time is not what those pay who ask again. */
async function askedOnce({ source }: LoadGroup): Promise<void> {
  const until = performance.now() + FIRST_ANSWERS_MS;
  while (counting.latencies.length < source.templates.length && performance.now() < until) await sleep(5);
}

async function drain(): Promise<void> {
  const until = performance.now() + DRAIN_MS;
  while (openSockets > 0 && performance.now() < until) await sleep(5);
}

function start(group: LoadGroup, port: number): void {
  const nextRequest = createRequestMaker(group.source, port);
  const expected = Buffer.from(group.expected);
  const judge = ({ status, body }: HttpAnswer): void => {
    if (status !== 200) counting.refused++;
    else if (body.includes(ERROR_MARK) || !body.includes(expected)) counting.wrong++;
    else return;
    counting.example ??= `${status} ${body.toString('utf8').slice(0, EXAMPLE_LENGTH)}`;
  };
  for (let index = 0; index < group.connections; index++) openConnection(port, nextRequest, judge);
}

function openConnection(port: number, nextRequest: () => Buffer, judge: (answer: HttpAnswer) => void): void {
  let sentAt = 0;
  openSockets++;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const send = (): void => {
    sentAt = performance.now();
    socket.write(nextRequest());
  };
  const reader = createAnswerReader((answer) => {
    if (stopped) {
      socket.destroy();
      return;
    }
    counting.latencies.push(performance.now() - sentAt);
    judge(answer);
    send();
  });
  socket.on('connect', send);
  socket.on('data', (chunk) => reader.push(chunk));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    openSockets--;
    if (stopped) return;
    counting.errors++;
    // A server that refuses connections must not be answered with a storm of them.
    setTimeout(openConnection, 50, port, nextRequest, judge);
  });
}

function summarise({ latencies, errors, refused, wrong, example }: Counting, warmUp: Counting, seconds: number): LoadFigures {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    requests: sorted.length,
    answered: sorted.length + warmUp.latencies.length,
    perSecond: sorted.length / seconds,
    p50: at(0.5), p99: at(0.99), max: at(1),
    errors: errors + warmUp.errors,
    refused: refused + warmUp.refused,
    wrong: wrong + warmUp.wrong,
    example: example ?? warmUp.example,
  };
}
