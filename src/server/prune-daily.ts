import { setTimeout as sleep } from 'node:timers/promises';
import type { Crm } from '../core/crm.ts';
import { forgetStrangers } from '../core/delivery/forget-strangers.ts';
import type { DialectLog } from '../dialects/dialect.ts';
import { daily } from './daily.ts';

export interface PruneParts {
  readonly crm: Crm;
  /** Events older than so many days are forgotten, unless they still wait. */
  readonly days: number;
  readonly log: DialectLog;
  /** How long after the start; a server that nobody has asked anything yet starts no writing thread for it. */
  readonly afterMs?: number;
}

const AFTER_MS = 600_000;

const DAY_MS = 24 * 3_600_000;
/** Of several processes, and of several starts a day, one does it. */
const TURN_MS = DAY_MS / 2;
const STEP = 2_000;
/** Requests come in between the steps. */
const PAUSE_MS = 50;

/** Forgets old events and what became of their deliveries, some time after the start and once a day. Gives what ends it. */
export function pruneDaily({ crm, days, log, afterMs = AFTER_MS }: PruneParts): () => Promise<void> {
  return daily(async (signal) => {
    try {
      await sleep(afterMs, undefined, { ref: false, signal });
      const { deliveries } = crm.storage;
      const now = crm.clock();
      if (!(await deliveries.takeTurn('prune', now, TURN_MS))) return;
      await forgetStrangers(crm);
      while (!signal.aborted && (await deliveries.prune(now - days * DAY_MS, STEP)) > 0) await sleep(PAUSE_MS, undefined, { ref: false });
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'old events were not removed');
    }
  });
}
