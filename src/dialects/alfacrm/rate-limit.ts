import { keepNewest } from '../../core/accounts/keep-newest.ts';
import type { Clock } from '../../core/time.ts';
import { HttpError } from './transport/http-error.ts';
import { RATE_LIMIT } from './transport/texts.ts';

/** So many callers are remembered, those who called last; who has been quiet for two seconds has a full bucket anyhow. */
const MAX_CALLERS = 10_000;
/** So many calls at once, for each call a second (alfaCRM contract 1.4: 5 a second, 10 at once). */
const BURST = 2;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** Counts a call of somebody; throws 429 with `Retry-After` when there were too many. Never makes anybody wait. */
export type RateLimit = (caller: string) => void;

/** A bucket for each caller that fills with `rate` calls a second; 0 lets everything through. */
export function createRateLimit(rate: number, clock: Clock): RateLimit {
  const buckets = new Map<string, Bucket>();
  return (caller) => {
    if (rate <= 0) return;
    const now = clock();
    const full = Math.max(1, rate * BURST);
    const { left, at } = buckets.get(caller) ?? { left: full, at: now };
    const filled = Math.min(full, left + (Math.max(0, now - at) / 1000) * rate);
    keepNewest(buckets, caller, { left: filled < 1 ? filled : filled - 1, at: now }, MAX_CALLERS);
    if (filled < 1) throw new HttpError(429, RATE_LIMIT, { 'retry-after': '1' });
  };
}
