import type { Delivery } from './delivery-store.ts';

/**
 * The id that receivers know a delivery by, `evt_3_17_mi6wx3r0`: the same in every try, and when it is replayed. The moment
 * of the event keeps apart what two installations number alike, where both tell the same receiver.
 */
export function messageIdOf({ subscription, sequence, happenedAt }: Pick<Delivery, 'subscription' | 'sequence' | 'happenedAt'>): string {
  return `evt_${subscription}_${sequence}_${happenedAt.toString(36)}`;
}
