import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { StoredEvent } from '../events/stored-event.ts';
import type { Catalog } from '../metadata/catalog.ts';
import type { DeliveryQuery, NewDelivery } from './delivery-store.ts';
import { isChosen } from './is-chosen.ts';
import { knownWebhook } from './known-webhook.ts';

/** A form that bodies may have, as far as it gives events their names; undefined: it has no word for the event. */
export interface NamingFormat {
  readonly name: string;
  nameOf(event: StoredEvent, catalog: Catalog): string | undefined;
}

/** Which of the kept events, by their time (`from` inclusive, `to` exclusive) and what they are; `name` in the words of the format. */
export type MissedQuery = Pick<DeliveryQuery, 'name' | 'entity' | 'recordId' | 'to'> & { readonly from: number };

/** Events that are looked at in one go; others are served in between. */
const PORTION = 1000;

/**
 * Hands to a subscription what happened while it was switched off, before it was made or before it chose so much: every
 * kept event that its choice names and of which it has no delivery, oldest first, under its next numbers. Gives how many.
 *
 * - Asked again, it hands over nothing again, and two that ask at once share what there is. One that was cut off is asked
 *   anew for the rest.
 * - They come after what was handed over before: a later event of the same record may have arrived already. Those that
 *   wait keep the order of their numbers.
 * - A subscription that is switched off gets them too; they wait until it is on.
 * - What happens after the call, and what nobody has been asked about yet, is handed over as ever.
 *
 * Refuses as `knownWebhook` does; (`invalid`, `format`) a subscription in a format that nobody speaks any more.
 */
export async function replayMissed(crm: Crm, context: Context, id: number, query: MissedQuery, formats: readonly NamingFormat[]): Promise<number> {
  knownWebhook(await crm.directory(), context, id);
  return handOverMissed(crm, id, query, formats);
}

/** The same whoever asks: for the operator's own tools. Refuses (`not_found`) an unknown id. */
export async function handOverMissed(crm: Crm, id: number, query: MissedQuery, formats: readonly NamingFormat[]): Promise<number> {
  const { deliveries: store } = crm.storage;
  const time = { from: query.from, to: Math.min(query.to ?? Infinity, crm.clock() + 1), limit: PORTION };
  let handed = 0;
  for (let place: number | null = 0; place !== null;) {
    const { events, next } = await store.events({ ...time, after: place });
    // Asked each time: it may be changed or deleted meanwhile.
    const missed = chosenOf(await crm.directory(), id, events, query, formats);
    if (missed.length > 0) handed += await store.enqueue(missed, crm.clock());
    place = next;
  }
  return handed;
}

function chosenOf({ subscriptions, catalog }: Directory, id: number, events: readonly StoredEvent[], { name: wanted, entity, recordId }: MissedQuery, formats: readonly NamingFormat[]): readonly NewDelivery[] {
  const webhook = subscriptions.find((one) => one.id === id);
  if (webhook === undefined) throw new CrmError('not_found', { entity: 'webhook', id });
  const format = formats.find(({ name }) => name === webhook.format);
  if (format === undefined) throw new CrmError('invalid', { entity: 'webhook', id, faults: [{ field: 'format', fault: 'unknown_value' }] });
  return events.flatMap((event): readonly NewDelivery[] => {
    if ((entity !== undefined && event.entity !== entity) || (recordId !== undefined && event.recordId !== recordId)) return [];
    const name = format.nameOf(event, catalog);
    const isWanted = name !== undefined && (wanted === undefined || name === wanted) && isChosen(webhook.events, name);
    return isWanted ? [{ subscription: id, event, name }] : [];
  });
}
