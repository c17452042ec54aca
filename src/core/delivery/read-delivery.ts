import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { Delivery } from './delivery-store.ts';
import { knownWebhook } from './known-webhook.ts';

/** A delivery of this subscription; `not_found` where it is another's. */
export async function readDelivery(crm: Crm, context: Context, id: number, delivery: number): Promise<Delivery> {
  knownWebhook(await crm.directory(), context, id);
  const found = await crm.storage.deliveries.read(delivery);
  if (found === undefined || found.delivery.subscription !== id) throw new CrmError('not_found', { entity: 'delivery', id: delivery });
  return found.delivery;
}
