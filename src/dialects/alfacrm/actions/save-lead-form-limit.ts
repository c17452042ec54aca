import { keepNewest } from '../../../core/accounts/keep-newest.ts';
import type { Clock } from '../../../core/time.ts';
import { HttpError } from '../transport/http-error.ts';
import { RATE_LIMIT } from '../transport/texts.ts';

const MINUTE_MS = 60_000;
const MOST = 30;
/** So many addresses are remembered, those that called last. */
const MAX_ADDRESSES = 10_000;

/** Counts a call of an address that nobody has signed in at; throws 429 for more than 30 in any minute. */
export type FormLimit = (address: string) => void;

export function createFormLimit(clock: Clock): FormLimit {
  const calls = new Map<string, readonly number[]>();
  return (address) => {
    const now = clock();
    const recent = (calls.get(address) ?? []).filter((at) => at > now - MINUTE_MS && at <= now);
    const [oldest] = recent;
    if (recent.length >= MOST && oldest !== undefined) throw new HttpError(429, RATE_LIMIT, { 'retry-after': String(Math.ceil((oldest + MINUTE_MS - now) / 1000)) });
    keepNewest(calls, address, [...recent, now], MAX_ADDRESSES);
  };
}
