import type { Session } from './connection.ts';

/** How far what all processes keep in memory has come; both only grow. */
export interface Epoch {
  readonly value: number;
  readonly metadata: number;
}

/** Knows the epoch without asking for it at each request. */
export interface EpochWatch {
  now(): Epoch;
  /** Asks the database. */
  ask(): Promise<Epoch>;
  /** What this process has just committed, or read. */
  tell(epoch: Epoch): void;
  close(): Promise<void>;
}

export interface EpochWatchParts {
  readonly schema: string;
  readonly first: Epoch;
  /** A connection to listen on. */
  readonly open: () => Promise<Session>;
  readonly read: () => Promise<Epoch>;
  readonly pollMs?: number;
}

const POLL_MS = 1000;
const CHANNEL = 'tolmach_epoch';

/**
 * Other processes' changes arrive as notifications at once; a question every second finds what a lost connection
 * missed, and the listening starts anew.
 */
export function watchEpoch({ schema, first, open, read, pollMs = POLL_MS }: EpochWatchParts): EpochWatch {
  let epoch = first;
  let listener: Session | undefined;
  let closed = false;
  let polling: Promise<void> | undefined;

  const tell = (heard: Epoch): void => {
    epoch = { value: Math.max(epoch.value, heard.value), metadata: Math.max(epoch.metadata, heard.metadata) };
  };
  const listen = async (): Promise<void> => {
    if (listener?.lost === false) return;
    listener = await open();
    listener.onNotification((payload) => {
      const [value, metadata, where] = payload.split(' ');
      if (where === schema) tell({ value: Number(value), metadata: Number(metadata) });
    });
    await listener.script(`LISTEN ${CHANNEL}`);
  };
  const ask = async (): Promise<Epoch> => {
    tell(await read());
    return epoch;
  };
  const poll = async (): Promise<void> => {
    try {
      await listen();
      await ask();
    } catch {
      // The database is away: requests say so themselves, and the next turn tries again.
    }
  };
  const turn = (): void => {
    polling ??= poll().finally(() => { polling = undefined; });
  };

  turn();
  const timer = setInterval(turn, pollMs);
  timer.unref();
  return {
    now: () => epoch,
    ask,
    tell,
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      await polling;
      await listener?.close().catch(() => undefined);
    },
  };
}
