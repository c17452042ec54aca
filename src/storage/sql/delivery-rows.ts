import { DELIVERY_STATES, type ClaimedDelivery, type Delivery, type KeptEvents, type QueueFigures, type SubscriptionState } from '../../core/delivery/delivery-store.ts';
import type { StoredEvent } from '../../core/events/stored-event.ts';
import type { FieldValue, FieldValues } from '../../core/values.ts';
import type { Row, SqlValue } from './statement.ts';

const COLUMNS = [
  'id', 'subscription', 'sequence', 'event_id', 'name', 'entity', 'record_id', 'state', 'tries', 'created_at', 'happened_at',
  'next_at', 'last_at', 'last_ms', 'last_status', 'last_error', 'request', 'response',
];

/** The columns of a delivery, of the table or alias `d`. */
export const DELIVERY_COLUMNS = COLUMNS.map((name) => `d.${name}`).join(', ');

/** The same with what of the event is not in the delivery; the outbox is `o`. */
export const CLAIMED_COLUMNS = `${DELIVERY_COLUMNS}, o.name AS event_name, o.actor_id, o.face, o.key_id, o.data`;

/** The columns of an event, of the table or alias `o`. */
export const EVENT_COLUMNS = ['id', 'at', 'name', 'entity', 'record_id', 'actor_id', 'face', 'key_id', 'data'].map((name) => `o.${name}`).join(', ');

export function decodeDelivery(row: Row): Delivery {
  return {
    id: Number(row['id']),
    subscription: Number(row['subscription']),
    sequence: Number(row['sequence']),
    eventId: Number(row['event_id']),
    name: String(row['name']),
    entity: String(row['entity']),
    recordId: Number(row['record_id']),
    state: DELIVERY_STATES.find((known) => known === row['state']) ?? 'waiting',
    tries: Number(row['tries']),
    createdAt: Number(row['created_at']),
    happenedAt: Number(row['happened_at']),
    nextAt: numberOf(row['next_at']),
    lastAt: numberOf(row['last_at']),
    lastMs: numberOf(row['last_ms']),
    lastStatus: numberOf(row['last_status']),
    lastError: textOf(row['last_error']),
    request: textOf(row['request']),
    response: textOf(row['response']),
  };
}

export function decodeClaimed(row: Row): ClaimedDelivery {
  const { event_id: id = null, happened_at: at = null, event_name: name = null } = row;
  return { delivery: decodeDelivery(row), event: decodeEvent({ ...row, id, at, name }) };
}

/** Rows of before events carried their values hold something else in `data`: they are events without values. */
export function decodeEvent(row: Row): StoredEvent {
  const data: unknown = JSON.parse(String(row['data']));
  const { facts, before, after, owner, branch }: Readonly<Record<string, unknown>> = isObject(data) ? data : {};
  return {
    id: Number(row['id']),
    at: Number(row['at']),
    name: String(row['name']),
    entity: String(row['entity']),
    recordId: Number(row['record_id']),
    actorId: numberOf(row['actor_id']),
    face: String(row['face']),
    keyId: numberOf(row['key_id']),
    facts: isValues(facts) ? facts : {},
    before: isValues(before) ? before : null,
    after: isValues(after) ? after : null,
    owner: isValue(owner) ? owner : null,
    branch: isValue(branch) ? branch : null,
  };
}

/** Of rows that have the place of each event, and nothing else where it is not wanted. */
export function decodeEvents(rows: readonly Row[]): KeptEvents {
  const last = rows.at(-1);
  return { events: rows.filter((row) => row['id'] !== null).map(decodeEvent), next: last === undefined ? null : Number(last['place']) };
}

export function decodeState(row: Row): SubscriptionState {
  return {
    subscription: Number(row['subscription']),
    lastSequence: Number(row['last_sequence']),
    acknowledged: Number(row['acknowledged']),
    failingSince: numberOf(row['failing_since']),
    lastSuccessAt: numberOf(row['last_success_at']),
    succeeded: Number(row['succeeded']),
    failed: Number(row['failed']),
  };
}

export function decodeFigures(row: Row): QueueFigures {
  return { subscription: Number(row['subscription']), waiting: Number(row['waiting']), dead: Number(row['dead']), oldestAt: numberOf(row['oldest_at']) };
}

function numberOf(value: SqlValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function textOf(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isValues(value: unknown): value is FieldValues {
  return isObject(value);
}

function isValue(value: unknown): value is FieldValue {
  return value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value));
}
