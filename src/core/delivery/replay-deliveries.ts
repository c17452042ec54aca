import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { DeliveryQuery } from './delivery-store.ts';
import { knownWebhook } from './known-webhook.ts';
import { readDelivery } from './read-delivery.ts';

/** Sends a selection of a subscription's deliveries again, in their order, with the bodies and ids they had. Gives how many. */
export async function replayDeliveries(crm: Crm, context: Context, id: number, query: Omit<DeliveryQuery, 'subscription'>): Promise<number> {
  knownWebhook(await crm.directory(), context, id);
  return crm.storage.deliveries.replay({ ...query, subscription: id }, crm.clock());
}

/** Sends one delivery again; `not_found` where it is another subscription's. */
export async function replayDelivery(crm: Crm, context: Context, id: number, delivery: number): Promise<void> {
  await readDelivery(crm, context, id, delivery);
  await crm.storage.deliveries.replay({ subscription: id, ids: [delivery] }, crm.clock());
}
