import { destination, pino, stdSerializers } from 'pino';
import type { DialectLog } from '../dialects/dialect.ts';
import type { LogLevel } from './settings.ts';

const ERROR_OUTPUT = 2;

/** What the server tells the operator of: JSON lines on the error output. Never the text of a URL or a body: they hold keys. */
export function createLog(level: LogLevel): DialectLog {
  const serializers = { err: stdSerializers.err, error: stdSerializers.err };
  // Written at once: there is little of it, and the last line before an end is the one that matters.
  return pino({ level, serializers, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }, destination({ fd: ERROR_OUTPUT, sync: true }));
}
