import { setTimeout as sleep } from 'node:timers/promises';
import type { Crm } from '../core/crm.ts';
import type { DialectLog } from '../dialects/dialect.ts';
import { daily } from './daily.ts';

export interface PruneParts {
  readonly crm: Crm;
  /** Events older than so many days are forgotten, unless they still wait. */
  readonly days: number;
  readonly log: DialectLog;
}

const DAY_MS = 24 * 3_600_000;
const STEP = 2_000;
/** Requests come in between the steps. */
const PAUSE_MS = 50;

/** Forgets old events and what became of their deliveries, now and once a day. Gives what ends it. */
export function pruneDaily({ crm, days, log }: PruneParts): () => Promise<void> {
  return daily(async (signal) => {
    try {
      const before = crm.clock() - days * DAY_MS;
      while (!signal.aborted && (await crm.storage.deliveries.prune(before, STEP)) > 0) await sleep(PAUSE_MS, undefined, { ref: false });
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'old events were not removed');
    }
  });
}
