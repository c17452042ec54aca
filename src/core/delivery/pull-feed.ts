import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { ClaimedDelivery } from './delivery-store.ts';
import { knownPull } from './known-webhook.ts';
import type { Subscription } from './subscription.ts';

export interface FeedQuery {
  /** May be left out while there is but one subscription to fetch from. */
  readonly webhook?: number | undefined;
  /** Numbers after this one; absent: after the last that was acknowledged. */
  readonly after?: number | undefined;
  readonly limit: number;
}

export interface Feed {
  readonly webhook: Subscription;
  readonly acknowledged: number;
  /** In the order of their numbers, of which none is left out. */
  readonly deliveries: readonly ClaimedDelivery[];
}

/** What a receiver that fetches has not had yet. Reading takes nothing away. Refuses as `knownPull` does. */
export async function readFeed(crm: Crm, context: Context, { webhook: id, after, limit }: FeedQuery): Promise<Feed> {
  const webhook = knownPull(await crm.directory(), context, id);
  const { deliveries } = crm.storage;
  const acknowledged = (await deliveries.states()).find((one) => one.subscription === webhook.id)?.acknowledged ?? 0;
  return { webhook, acknowledged, deliveries: await deliveries.feed(webhook.id, after ?? acknowledged, limit) };
}

/** All up to this number has arrived: it is not given again unless asked for. Gives the number of the last one acknowledged. */
export async function acknowledgeFeed(crm: Crm, context: Context, id: number | undefined, upto: number): Promise<{ readonly webhook: number; readonly acknowledged: number }> {
  const webhook = knownPull(await crm.directory(), context, id);
  return { webhook: webhook.id, acknowledged: await crm.storage.deliveries.acknowledge(webhook.id, upto, crm.clock()) };
}
