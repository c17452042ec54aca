import { performance } from 'node:perf_hooks';

const LOOK_MS = 200;
/** Of the time of the thread that answers: above it, and with requests coming in, whoever can wait waits. */
const FULL = 0.6;
const FEW_PER_SECOND = 50;
/**
 * While requests need the process, one thing is delivered for so many of them: not so few that who is told waits for hours,
 * and not so many that who asks waits (one takes less than half a millisecond).
 */
const REQUESTS_EACH = 25;
const LEAST_PER_SECOND = 50;
const MOST_PER_SECOND = 100;

/** Watches whether requests need all that the process can do. */
export interface Business {
  /** A request has come. */
  note(): void;
  isBusy(): boolean;
  /** How much may be delivered in a second beside them; undefined: as much as can be. */
  allowance(): number | undefined;
  stop(): void;
}

/** Counts requests, and the time in which this thread was at work. */
export function watchBusiness(): Business {
  let requests = 0;
  let busy = false;
  let perSecond = 0;
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    busy = performance.eventLoopUtilization(now, before).utilization > FULL && requests > (FEW_PER_SECOND * LOOK_MS) / 1000;
    before = now;
    perSecond = (requests * 1000) / LOOK_MS;
    requests = 0;
  }, LOOK_MS).unref();
  return {
    note: () => { requests++; },
    isBusy: () => busy,
    allowance: () => (busy ? Math.min(Math.max(LEAST_PER_SECOND, perSecond / REQUESTS_EACH), MOST_PER_SECOND) : undefined),
    stop: () => clearInterval(timer),
  };
}
