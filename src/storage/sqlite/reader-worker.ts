import { parentPort, workerData } from 'node:worker_threads';
import type { SqlValue } from '../sql/statement.ts';
import { openForReading } from './connection.ts';
import { rememberStatements } from './statements.ts';

/** What the thread that reads is asked: one query whose time may be long. */
export type ReaderRequest =
  | { readonly id: number; readonly kind: 'query'; readonly sql: string; readonly params: readonly SqlValue[] }
  | { readonly id: number; readonly kind: 'close' };

const connection = openForReading((workerData as { readonly file: string }).file);
const statement = rememberStatements(connection);

parentPort?.on('message', (request: ReaderRequest) => {
  try {
    parentPort?.postMessage({ id: request.id, result: answer(request) });
  } catch (error) {
    parentPort?.postMessage({ id: request.id, failure: String(error), code: error instanceof Error && 'code' in error ? String(error.code) : '' });
  }
});

function answer(request: ReaderRequest): unknown {
  if (request.kind === 'close') return void connection.close();
  return statement(request.sql).all(...request.params);
}
