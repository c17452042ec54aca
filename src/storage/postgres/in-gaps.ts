import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from './connection.ts';
import { inTransaction } from './migrate.ts';
import { codeOf, GIVEN_WAY } from './translate-error.ts';

/** PostgreSQL gave up waiting for a lock. */
const LOCK_NOT_AVAILABLE = '55P03';
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5000;
const GROWTH = 1.5;
const PATIENCE_MS = 60_000;

/**
 * A transaction that changes a table in use. Who waits for such a lock keeps all others waiting behind it, even those
 * who only read; so it waits for moments, steps back, and tries again: a long read delays the change, and nobody else.
 */
export async function inGaps<Answer>(session: Session, work: () => Promise<Answer>): Promise<Answer> {
  const began = performance.now();
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * GROWTH)) {
    try {
      return await inTransaction(session, async () => {
        await session.script(`SET LOCAL lock_timeout TO ${Math.round(waitMs)}`);
        return work();
      });
    } catch (error) {
      if (!isInTheWay(codeOf(error)) || performance.now() - began > PATIENCE_MS) throw error;
      await sleep(waitMs);
    }
  }
}

function isInTheWay(code: string): boolean {
  return code === LOCK_NOT_AVAILABLE || GIVEN_WAY.has(code);
}
