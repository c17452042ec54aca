import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAnswerReader, type HttpAnswer } from '../support/http-answer.ts';
import type { FuzzRequest } from './requests.ts';

export interface Exchange {
  readonly answers: readonly HttpAnswer[];
  /** The server closed, in good order or by a reset. */
  readonly closed: boolean;
  /** Neither answered nor closed in time. */
  readonly hung: boolean;
  /** The answer is no HTTP. */
  readonly unreadable: string | undefined;
  readonly milliseconds: number;
}

const LIMIT_MS = 20_000;
const PAUSE_MS = 2;

/** Sends a request on a connection of its own and waits for what its duty says, or for the limit. */
export function exchange(port: number, request: FuzzRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const began = performance.now();
    const answers: HttpAnswer[] = [];
    const wanted = request.duty.kind === 'answer' ? request.duty.count : request.halfClose ? Number.POSITIVE_INFINITY : 1;
    let unreadable: string | undefined;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    const finish = (closed: boolean, hung: boolean): void => {
      clearTimeout(limit);
      // Without the waiting state of a closed connection, of which there may be only so many.
      socket.resetAndDestroy();
      resolve({ answers, closed, hung, unreadable, milliseconds: performance.now() - began });
    };
    const limit = setTimeout(() => finish(false, true), LIMIT_MS);
    const reader = createAnswerReader((answer) => {
      answers.push(answer);
      if (answers.length >= wanted) finish(false, false);
    }, () => !request.head);
    socket.on('data', (chunk) => {
      try {
        reader.push(chunk);
      } catch (error) {
        unreadable = String(error);
        finish(true, false);
      }
    });
    socket.on('error', () => finish(true, false));
    socket.on('end', () => {
      reader.end();
      finish(true, false);
    });
    socket.on('close', () => finish(true, false));
    socket.on('connect', () => void send());

    const send = async (): Promise<void> => {
      for (const [index, piece] of request.pieces.entries()) {
        if (index > 0) await sleep(PAUSE_MS);
        if (socket.destroyed) return;
        socket.write(piece);
      }
      if (request.halfClose && !socket.destroyed) socket.end();
    };
  });
}
