import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { QueueFigures, SubscriptionState } from './delivery-store.ts';
import { knownWebhook } from './known-webhook.ts';
import { requireAdministrator } from './require-administrator.ts';
import type { Subscription } from './subscription.ts';

/** A subscription and how it is doing. */
export interface WatchedWebhook {
  readonly webhook: Subscription;
  readonly state: SubscriptionState;
  readonly figures: QueueFigures;
}

/** All subscriptions, oldest first. Refuses (`forbidden`) who is no administrator. */
export async function listWebhooks(crm: Crm, context: Context): Promise<readonly WatchedWebhook[]> {
  requireAdministrator(context);
  return watchedWebhooks(crm);
}

/** One of them; `not_found` when it is not there. */
export async function readWebhook(crm: Crm, context: Context, id: number): Promise<WatchedWebhook> {
  const webhook = knownWebhook(await crm.directory(), context, id);
  const watched = (await watchedWebhooks(crm)).find((one) => one.webhook.id === id);
  return watched ?? { webhook, ...untouched(id) };
}

/** All subscriptions with what became of their deliveries, whoever asks: for the operator's own tools. */
export async function watchedWebhooks(crm: Crm): Promise<readonly WatchedWebhook[]> {
  const { subscriptions } = await crm.directory();
  if (subscriptions.length === 0) return [];
  const [states, figures] = await Promise.all([crm.storage.deliveries.states(), crm.storage.deliveries.figures()]);
  return subscriptions.map((webhook) => {
    const nothing = untouched(webhook.id);
    return { webhook, state: states.find((one) => one.subscription === webhook.id) ?? nothing.state, figures: figures.find((one) => one.subscription === webhook.id) ?? nothing.figures };
  });
}

/** Of a subscription that nothing was ever routed to. */
function untouched(subscription: number): Pick<WatchedWebhook, 'state' | 'figures'> {
  return {
    state: { subscription, lastSequence: 0, acknowledged: 0, failingSince: null, lastSuccessAt: null, succeeded: 0, failed: 0 },
    figures: { subscription, waiting: 0, dead: 0, oldestAt: null },
  };
}
