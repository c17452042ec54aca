import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Delivery, DeliveryPage } from './delivery-store.ts';
import { knownWebhook } from './known-webhook.ts';

/** Deliveries of a subscription, newest first. Refuses as `knownWebhook` does. */
export async function findDeliveries(crm: Crm, context: Context, id: number, page: Omit<DeliveryPage, 'subscription'>): Promise<readonly Delivery[]> {
  knownWebhook(await crm.directory(), context, id);
  return crm.storage.deliveries.find({ ...page, subscription: id });
}
