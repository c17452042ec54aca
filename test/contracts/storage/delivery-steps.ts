import type { ClaimedDelivery, DeliveryState, DeliveryStore, NewEvents, Settled } from '../../../src/core/delivery/delivery-store.ts';
import type { Storage } from '../../../src/core/storage.ts';
import { write } from './things.ts';

export const NOW = 1_700_000_000_000;
export const CLAIM_MS = 60_000;

/** Tells of a record, in a change set of its own for each; the record need not be there. */
export async function tell(storage: Storage, ...recordIds: readonly number[]): Promise<void> {
  for (const id of recordIds) await write(storage, (draft) => draft.event({ name: 'thing.told', entity: 'thing', id, data: { id } }));
}

/** Routes all that is new to these subscriptions, in stretches of `limit`; gives the events in their order. */
export async function routeAll(store: DeliveryStore, subscriptions: readonly number[], { now = NOW, limit = 100 } = {}): Promise<NewEvents['events']> {
  for (const routed: NewEvents['events'][number][] = []; ;) {
    const { events, from, to } = await store.newEvents(limit);
    const deliveries = events.flatMap((event) => subscriptions.map((subscription) => ({ subscription, event, name: event.name })));
    const done = await store.route({ from, to, deliveries, now });
    if (done) routed.push(...events);
    if (events.length === 0) return routed;
  }
}

export function claimFor(store: DeliveryStore, worker: string, subscriptions: readonly number[], { now = NOW, limit = 100 } = {}): Promise<readonly ClaimedDelivery[]> {
  return store.claim({ worker, now, until: now + CLAIM_MS, wanted: subscriptions.map((subscription) => ({ subscription, limit })) });
}

/** What became of a claimed delivery. */
export function resultOf({ delivery }: ClaimedDelivery, state: DeliveryState, more: Partial<Settled> = {}): Settled {
  const at = more.at ?? NOW;
  return {
    id: delivery.id, subscription: delivery.subscription, state, at, ms: 5, status: state === 'delivered' ? 200 : 500,
    nextAt: state === 'waiting' ? at + 5000 : null, error: null, request: '{"a":1}', response: 'ok', ...more,
  };
}
