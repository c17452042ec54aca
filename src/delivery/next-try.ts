import type { RetrySchedule } from './retry-schedule.ts';

export interface FailedTry {
  /** Tries so far, this one among them. */
  readonly tries: number;
  /** Most tries of one delivery; null: as many as the schedule has. */
  readonly maxTries: number | null;
  readonly schedule: RetrySchedule;
  /** How long the receiver asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Pauses differ by so much, so that what failed together does not come back together. */
const JITTER = 0.1;
const LONGEST_ASKED_MS = 24 * 3_600_000;

/** When to try again (milliseconds since 1970 UTC); undefined after the last try. A receiver is never asked sooner than it wishes, within a day. */
export function nextTry({ tries, maxTries, schedule, retryAfterMs, now, random }: FailedTry): number | undefined {
  const pause = tries < (maxTries ?? schedule.length) ? schedule[tries] : undefined;
  if (pause === undefined) return undefined;
  const spread = Math.round(pause * (1 + JITTER * (2 * random() - 1)));
  return now + Math.max(spread, Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS));
}
