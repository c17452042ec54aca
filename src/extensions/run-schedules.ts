import type { DeliveryStore } from '../core/delivery/delivery-store.ts';
import { readEvery } from './every.ts';
import type { LoadedExtension } from './loaded-extension.ts';

const TURN_MS = 5 * 60_000;
/** Another process may have ended: so often is asked whether a turn is free. */
const LOOK_MS = 30_000;

export interface ScheduleParts {
  readonly extensions: readonly LoadedExtension[];
  readonly turns: Pick<DeliveryStore, 'takeTurn'>;
  readonly clock: () => number;
  readonly log: (message: string, facts: object) => void;
}

/** Runs what extensions want done every so often, once in each stretch of time whichever process does it. Gives what ends it. */
export function runSchedules({ extensions, turns, clock, log }: ScheduleParts): () => Promise<void> {
  let ended = false;
  const ends = extensions.flatMap((extension) => extension.manifest.schedule.map((every, index) => repeat(Math.min(readEvery(every) ?? LOOK_MS, LOOK_MS), async () => {
    try {
      if (!(await turns.takeTurn(`extension/${extension.name}/${index}`, clock(), readEvery(every) ?? LOOK_MS))) return;
      await extension.process.perform({ kind: 'turn', index }, { timeoutMs: TURN_MS, chain: [extension.name] });
    } catch (error) {
      if (!ended) log('the schedule of an extension failed', { extension: extension.name, err: error });
    }
  })));
  return async () => {
    ended = true;
    await Promise.all(ends.map((end) => end()));
  };
}

/** Now and every so often, never twice at once. */
function repeat(ms: number, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  const begin = (): void => { running ??= work().finally(() => { running = undefined; }); };
  begin();
  const timer = setInterval(begin, ms).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
