import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryStore, Settled, SubscriptionState } from '../core/delivery/delivery-store.ts';
import { oneAtATime } from './one-at-a-time.ts';

export interface SettlerParts {
  readonly store: Pick<DeliveryStore, 'settle'>;
  readonly worker: string;
  /** What has been written down, and how the subscriptions are doing now. */
  readonly told: (settled: readonly Settled[], states: readonly SubscriptionState[]) => void;
  readonly fault: (error: unknown) => void;
}

/** Writes down what became of tries, many at once. */
export interface Settler {
  add(result: Settled): void;
  /** How many are not written down yet. */
  waiting(): number;
  /** Writes down what there is; tries no longer than this after a failure. Never rejects. */
  finish(): Promise<void>;
}

const MAX_BATCH = 500;
const PAUSE_MS = 1_000;

export function createSettler({ store, worker, told, fault }: SettlerParts): Settler {
  const results: Settled[] = [];
  let finishing = false;
  const flush = oneAtATime(async () => {
    const batch = results.slice(0, MAX_BATCH);
    if (batch.length === 0) return;
    try {
      const states = await store.settle(worker, batch);
      results.splice(0, batch.length);
      told(batch, states);
    } catch (error) {
      fault(error);
      // The tries were made: forgetting them would make them again.
      if (finishing) results.length = 0;
      else await sleep(PAUSE_MS, undefined, { ref: false });
    }
    if (results.length > 0) void flush();
  });
  return {
    add(result) {
      results.push(result);
      void flush();
    },
    waiting: () => results.length,
    finish() {
      finishing = true;
      return flush();
    },
  };
}
