import type { NewDelivery } from '../core/delivery/delivery-store.ts';
import { isChosen } from '../core/delivery/is-chosen.ts';
import type { Subscription } from '../core/delivery/subscription.ts';
import type { StoredEvent } from '../core/events/stored-event.ts';
import type { Catalog } from '../core/metadata/catalog.ts';
import type { FormatBook } from './format-book.ts';

/**
 * The deliveries that follow of events, in the order of the events. What happened before a subscription was made, or while
 * it is switched off, is not for it.
 */
export function matchEvents(events: readonly StoredEvent[], subscriptions: readonly Subscription[], formats: FormatBook, catalog: Catalog): readonly NewDelivery[] {
  const active = subscriptions.filter((subscription) => subscription.active);
  return events.flatMap((event) => active.flatMap((subscription): readonly NewDelivery[] => {
    if (event.at < madeAt(subscription)) return [];
    const name = formats.get(subscription.format)?.nameOf(event, catalog);
    return name !== undefined && isChosen(subscription.events, name) ? [{ subscription: subscription.id, event, name }] : [];
  }));
}

function madeAt({ record }: Subscription): number {
  const at = record['created_at'];
  return typeof at === 'number' ? at : 0;
}
