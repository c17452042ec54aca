import { DELIVERY_STATES, type DeliveryPage, type DeliveryQuery, type DeliveryState } from '../../../core/delivery/delivery-store.ts';
import { findDeliveries } from '../../../core/delivery/find-deliveries.ts';
import { readDelivery } from '../../../core/delivery/read-delivery.ts';
import { replayDeliveries, replayDelivery } from '../../../core/delivery/replay-deliveries.ts';
import { replayMissed } from '../../../core/delivery/replay-missed.ts';
import { CrmError } from '../../../core/errors.ts';
import type { Answer, Call, QueryMember } from '../call.ts';
import { parseId } from '../http/parse-id.ts';
import { moment, oneWord, wholeNumber } from '../http/read-query.ts';
import { ProblemError } from '../problem.ts';
import { instantOf } from '../shapes/wire-value.ts';
import { deskOf } from './desk.ts';
import { presentDelivery } from './present.ts';
import { REPLAY } from './shapes.ts';
import { webhookId } from './webhooks.ts';

const LIMIT = { min: 1, max: 100, standard: 50 } as const;
const ANY_ID = { min: 1, max: 999_999_999_999_999, standard: 0 } as const;

export const DELIVERIES_QUERY: readonly QueryMember[] = [
  { name: 'state', about: 'Of this state', schema: { type: 'string', enum: [...DELIVERY_STATES] } },
  { name: 'event', about: 'Of events of this name, in the words of the format', schema: { type: 'string' } },
  { name: 'entity', about: 'Of records of this entity', schema: { type: 'string' } },
  { name: 'record', about: 'Of the record with this id', schema: { type: 'integer', minimum: 1 } },
  { name: 'from', about: 'Of events from this moment on', schema: { type: 'string', format: 'date-time' } },
  { name: 'to', about: 'Of events before this moment', schema: { type: 'string', format: 'date-time' } },
  { name: 'before', about: 'Older than the delivery with this id', schema: { type: 'integer', minimum: 1 } },
  { name: 'limit', about: 'Deliveries on a page', schema: { type: 'integer', minimum: LIMIT.min, maximum: LIMIT.max, default: LIMIT.standard } },
];

/** `GET /webhooks/{id}/deliveries`: newest first. */
export async function listDeliveries(call: Call): Promise<Answer> {
  const page = readPage(call.query);
  const found = await findDeliveries(call.crm, call.context, webhookId(call), page);
  return { status: 200, body: { data: found.map(presentDelivery), limit: page.limit, next: found.length === page.limit ? (found.at(-1)?.id ?? null) : null } };
}

/** `GET /webhooks/{id}/deliveries/{delivery}`. */
export async function getDelivery(call: Call): Promise<Answer> {
  return { status: 200, body: presentDelivery(await readDelivery(call.crm, call.context, webhookId(call), deliveryId(call))) };
}

/** `POST /webhooks/{id}/deliveries/{delivery}/replay`: sends it again, with the body and the id it had. */
export async function replayOne(call: Call): Promise<Answer> {
  await replayDelivery(call.crm, call.context, webhookId(call), deliveryId(call));
  deskOf(call).wake();
  return getDelivery(call);
}

/**
 * `POST /webhooks/{id}/replay`: sends a selection again, or hands over what was missed; to replay all is never meant by
 * saying nothing.
 */
export async function replayMany(call: Call): Promise<Answer> {
  const { missed = false, ...asked } = call.body(REPLAY);
  const { state, event, entity, record } = asked;
  const query = toQuery({ state, event, entity, record, from: instantIn(asked.from), to: instantIn(asked.to) });
  const replayed = missed ? await replayWhatWasMissed(call, query) : await replaySelection(call, query);
  deskOf(call).wake();
  return { status: 200, body: { replayed } };
}

async function replaySelection(call: Call, query: Omit<DeliveryQuery, 'subscription'>): Promise<number> {
  if (Object.keys(query).length === 0) throw new ProblemError('invalid', 'Say which: state, event, entity, record, from or to.');
  return replayDeliveries(call.crm, call.context, webhookId(call), query);
}

async function replayWhatWasMissed(call: Call, { from, states, ...rest }: Omit<DeliveryQuery, 'subscription'>): Promise<number> {
  if (states !== undefined) throw new ProblemError('invalid', 'What was missed has no state yet: leave it out.');
  if (from === undefined) throw new CrmError('invalid', { entity: 'webhook', faults: [{ field: 'from', fault: 'required' }] });
  return replayMissed(call.crm, call.context, webhookId(call), { ...rest, from }, deskOf(call).formats);
}

function instantIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : instantOf(text);
}

function deliveryId(call: Call): number {
  return parseId('delivery', call.param('delivery'));
}

function readPage(query: ReadonlyMap<string, string>): Omit<DeliveryPage, 'subscription'> {
  const [state, event, entity] = [oneWord(query, 'state', DELIVERY_STATES), query.get('event'), query.get('entity')];
  const [from, to] = [moment(query, 'from'), moment(query, 'to')];
  const [record, before] = [wholeNumber(query, 'record', ANY_ID), wholeNumber(query, 'before', ANY_ID)];
  return { ...toQuery({ state, event, entity, record: record === 0 ? undefined : record, from, to }), ...(before === 0 ? {} : { before }), limit: wholeNumber(query, 'limit', LIMIT) };
}

interface Asked {
  readonly state: DeliveryState | undefined;
  readonly event: string | undefined;
  readonly entity: string | undefined;
  readonly record: number | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function toQuery({ state, event, entity, record, from, to }: Asked): Omit<DeliveryQuery, 'subscription'> {
  return {
    ...(state === undefined ? {} : { states: [state] }), ...(event === undefined ? {} : { name: event }), ...(entity === undefined ? {} : { entity }),
    ...(record === undefined ? {} : { recordId: record }), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }),
  };
}
