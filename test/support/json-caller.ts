import { connect } from 'node:net';
import { createAnswerReader } from './http-answer.ts';

/** Calls a server over one connection, one request at a time. */
export interface JsonCaller {
  /** The JSON of the answer; rejects when the connection breaks before it is there whole. */
  call(path: string, body: object): Promise<unknown>;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A caller on a fresh connection with these headers (key, login). */
export function createJsonCaller(port: number, headers: Readonly<Record<string, string>>): JsonCaller {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  let waiting: Waiting | undefined;
  let broken: Error | undefined;
  const settle = (): Waiting | undefined => {
    const settled = waiting;
    waiting = undefined;
    return settled;
  };
  const giveUp = (error: Error): void => {
    broken = error;
    settle()?.reject(error);
  };

  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const reader = createAnswerReader(({ body }) => {
    const asked = settle();
    try {
      asked?.resolve(JSON.parse(body.toString('utf8')));
    } catch {
      asked?.reject(new Error(`an answer that is no JSON: ${body.toString('utf8').slice(0, 200)}`));
    }
  });
  socket.on('data', (chunk) => reader.push(chunk));
  socket.on('error', giveUp);
  socket.on('close', () => giveUp(new Error('the connection was closed')));

  return {
    call(path, body) {
      if (broken !== undefined) return Promise.reject(broken);
      if (waiting !== undefined) return Promise.reject(new Error('one request at a time'));
      const text = JSON.stringify(body);
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${lines}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
      });
    },
    close: () => socket.destroy(),
  };
}
