import type { Delivery } from './delivery-store.ts';

/** The id that receivers know a delivery by, `evt_3_17`: the same in every try, and when it is replayed. */
export function messageIdOf({ subscription, sequence }: Pick<Delivery, 'subscription' | 'sequence'>): string {
  return `evt_${subscription}_${sequence}`;
}
