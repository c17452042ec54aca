import { keepNewest } from './keep-newest.ts';
import type { PasswordLimits } from './password-limits.ts';

/** Failed tries of one kind of subject: an address, a login, or both together. Times are milliseconds since 1970 UTC. */
export interface FailedTries {
  /** Whole seconds until the subject may try again; 0: now. */
  waitSeconds(subject: string, now: number): number;
  add(subject: string, now: number): void;
  clear(subject: string): void;
}

/**
 * From the failure that reaches `free` within the window, each makes the wait after it twice as long: 1, 2, 4… seconds.
 * A failure in the future, before the clock was set back, no longer counts.
 */
export function createFailedTries(free: number, { windowSeconds, maxWaitSeconds, maxCounted }: PasswordLimits): FailedTries {
  const failures = new Map<string, readonly number[]>();
  /** More of them would not make the wait longer. */
  const kept = free + Math.ceil(Math.log2(maxWaitSeconds));
  const recent = (subject: string, now: number): readonly number[] => (failures.get(subject) ?? []).filter((at) => at <= now && at > now - windowSeconds * 1000);
  return {
    waitSeconds(subject, now) {
      const counted = recent(subject, now);
      const last = counted.at(-1);
      if (last === undefined || counted.length < free) return 0;
      const wait = Math.min(2 ** (counted.length - free), maxWaitSeconds);
      return Math.max(0, Math.ceil((last - now) / 1000 + wait));
    },
    add(subject, now) {
      keepNewest(failures, subject, [...recent(subject, now), now].slice(-kept), maxCounted);
    },
    clear(subject) {
      failures.delete(subject);
    },
  };
}
