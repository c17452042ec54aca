import type { Author } from '../core/changes/change-set.ts';
import type { Crm } from '../core/crm.ts';
import type { Settled, SubscriptionState } from '../core/delivery/delivery-store.ts';

const DAY_MS = 24 * 3_600_000;
const PATIENCE_MS = 5 * DAY_MS;
const GONE = 410;
const DELIVERY: Author = { userId: null, face: 'delivery', keyId: null };

export type Reason = 'failing' | 'gone';

/** Which subscriptions are to be switched off: their receiver says that it is gone, or every try has failed for five days. */
export function hopeless(settled: readonly Settled[], states: readonly SubscriptionState[], now: number): ReadonlyMap<number, Reason> {
  const failing = states.filter(({ failingSince }) => failingSince !== null && now - failingSince >= PATIENCE_MS);
  const gone = settled.filter(({ status, state }) => status === GONE && state !== 'delivered');
  return new Map([...failing.map(({ subscription }) => [subscription, 'failing'] as const), ...gone.map(({ subscription }) => [subscription, 'gone'] as const)]);
}

/** Switches a subscription off that is on, and tells others of it as `webhook.disabled`, without its URL, which may hold a token. What waits, waits. */
export async function switchOff(crm: Crm, id: number, reason: Reason): Promise<boolean> {
  const { decision } = await crm.write(DELIVERY, async (draft, { subscriptions }) => {
    const subscription = subscriptions.find((one) => one.id === id);
    if (subscription?.active !== true) return false;
    draft.update('webhook', subscription.record, { active: false, disabled_reason: reason, disabled_at: draft.at });
    draft.event({ name: 'webhook.disabled', entity: 'webhook', id, data: { title: subscription.title, reason } });
    return true;
  });
  return decision;
}
