import type { ClaimedDelivery, Delivery } from '../../core/delivery/delivery-store.ts';
import type { Subscription } from '../../core/delivery/subscription.ts';
import type { StoredEvent } from '../../core/events/stored-event.ts';
import type { EventFormat } from '../../dialects/dialect.ts';

export function sampleEvent(parts: Partial<StoredEvent> = {}): StoredEvent {
  return {
    id: 1, at: 1000, name: 'client.created', entity: 'client', recordId: 5, actorId: 1, face: 'test', keyId: null,
    facts: {}, before: null, after: { name: 'Ромашка' }, owner: 1, branch: null, ...parts,
  };
}

export function sampleSubscription(parts: Partial<Subscription> = {}): Subscription {
  return {
    id: 1, title: 'Приёмник', active: true, target: 'url', url: 'http://127.0.0.1:1/', method: 'POST', format: 'standard', events: ['*'], parameters: {}, secrets: [],
    timeoutMs: null, maxTries: null, extension: null, disabledReason: null, record: { id: parts.id ?? 1, version: 1 }, ...parts,
  };
}

export function sampleDelivery(parts: Partial<Delivery> = {}): ClaimedDelivery {
  const event = sampleEvent();
  return {
    event,
    delivery: {
      id: 1, subscription: 1, sequence: 1, eventId: event.id, name: event.name, entity: event.entity, recordId: event.recordId, state: 'waiting', tries: 0, createdAt: 1000, happenedAt: event.at,
      nextAt: 1000, lastAt: null, lastMs: null, lastStatus: null, lastError: null, request: null, response: null, ...parts,
    },
  };
}

/** A format that calls events by their own names and says all there is. */
export function plainFormat(name: string, parts: Partial<EventFormat> = {}): EventFormat {
  return {
    name, title: { ru: name, en: name }, events: [],
    nameOf: (event) => event.name,
    present: async ({ id, name: type, recordId, after }) => ({ type, event: id, record: recordId, after }),
    ...parts,
  };
}
