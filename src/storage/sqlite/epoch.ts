import type { rememberStatements } from './statements.ts';

const POLL_MS = 200;

export interface Epoch {
  readonly value: number;
  readonly metadata: number;
}

/** What is known of the epoch without asking, and ways to ask. */
export interface EpochWatch {
  current(): Epoch;
  /** Asks the file: after an own commit, or when another process may have written. */
  read(): Epoch;
  stop(): void;
}

/** Remembers the epoch, so that a request need not read it; other processes on the file are noticed by a timer. */
export function watchEpoch(statement: ReturnType<typeof rememberStatements>): EpochWatch {
  const read = (): Epoch => {
    known = statement('SELECT value, metadata FROM epoch').get() as Epoch;
    return known;
  };
  let known = statement('SELECT value, metadata FROM epoch').get() as Epoch;
  const timer = setInterval(read, POLL_MS).unref();
  return { current: () => known, read, stop: () => clearInterval(timer) };
}
