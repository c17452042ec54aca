import type { Crm } from '../core/crm.ts';
import type { NewDelivery } from '../core/delivery/delivery-store.ts';
import type { FormatBook } from './format-book.ts';
import { matchEvents } from './match-events.ts';

const BATCH = 500;

export interface RouteManner {
  /** Only so many, and the rest another time. */
  readonly portion?: number | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Hands all that nobody has been asked about to the subscriptions that chose it, and says who got something, part by part.
 * Any number of processes may do so at the same time: each event is handed over once. Ends early when `signal` is aborted.
 */
export async function routeEvents(crm: Crm, formats: FormatBook, told: (deliveries: readonly NewDelivery[]) => void, { portion, signal }: RouteManner = {}): Promise<void> {
  const { deliveries: store } = crm.storage;
  if (!(await someoneListens(crm)) && (await passOver(crm))) return;
  while (signal?.aborted !== true) {
    const { events, from, to } = await store.newEvents(portion ?? BATCH);
    if (events.length === 0) return;
    // Asked after the events were read: a subscription that was there before an event is known here.
    await crm.storage.directoryEpoch('fresh');
    const { subscriptions, catalog } = await crm.directory();
    const deliveries = matchEvents(events, subscriptions, formats, catalog);
    const moved = await store.route({ from, to, deliveries, now: crm.clock() });
    if (moved && deliveries.length > 0) told(deliveries);
    if (moved && (portion !== undefined || events.length < BATCH)) return;
  }
}

/** While nobody is told of anything, what happened is not even read: an import of a million records costs no more than none. */
async function passOver(crm: Crm): Promise<boolean> {
  const { deliveries: store } = crm.storage;
  const { from, to } = await store.newStretch();
  if (from === to) return true;
  await crm.storage.directoryEpoch('fresh');
  return !(await someoneListens(crm)) && store.route({ from, to, deliveries: [], now: crm.clock() });
}

async function someoneListens(crm: Crm): Promise<boolean> {
  return (await crm.directory()).subscriptions.some(({ active }) => active);
}
