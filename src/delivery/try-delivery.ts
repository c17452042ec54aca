import type { ClaimedDelivery, Delivery, Settled } from '../core/delivery/delivery-store.ts';
import { messageIdOf } from '../core/delivery/message-id.ts';
import type { Subscription } from '../core/delivery/subscription.ts';
import { nextTry } from './next-try.ts';
import type { RetrySchedule } from './retry-schedule.ts';
import { shoot, type Outcome, type ShootParts } from './shoot.ts';

export interface TryParts extends ShootParts {
  readonly schedule: RetrySchedule;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly fault: (error: unknown, delivery: Delivery) => void;
}

const MAX_ERROR_LENGTH = 500;

/** Tries a delivery once and says what becomes of it. Never rejects. */
export async function tryDelivery({ delivery, event }: ClaimedDelivery, subscription: Subscription, parts: TryParts): Promise<Settled> {
  const outcome = await shoot({ event, name: delivery.name, messageId: messageIdOf(delivery), sent: delivery.request }, subscription, parts).catch((error: unknown): Outcome => {
    parts.fault(error, delivery);
    return { ok: false, skipped: false, status: null, error: 'not_presented', ms: 0, request: null, response: null, retryAfterMs: null };
  });
  const { ms, status, error, request, response } = outcome;
  const at = parts.crm.clock();
  return {
    id: delivery.id, subscription: subscription.id, ...nextState(outcome, delivery, subscription, at, parts),
    at, ms, status, error: error?.slice(0, MAX_ERROR_LENGTH) ?? null, request, response,
  };
}

function nextState({ ok, skipped, retryAfterMs }: Outcome, { tries }: Delivery, { maxTries }: Subscription, now: number, { schedule, random }: TryParts): Pick<Settled, 'state' | 'nextAt'> {
  if (skipped) return { state: 'skipped', nextAt: null };
  if (ok) return { state: 'delivered', nextAt: null };
  const nextAt = nextTry({ tries: tries + 1, maxTries, schedule, retryAfterMs, now, random });
  return nextAt === undefined ? { state: 'dead', nextAt: null } : { state: 'waiting', nextAt };
}
