import type { ClaimedDelivery } from '../../../core/delivery/delivery-store.ts';
import { messageIdOf } from '../../../core/delivery/message-id.ts';
import { acknowledgeFeed, readFeed } from '../../../core/delivery/pull-feed.ts';
import type { EventFormat } from '../../dialect.ts';
import type { Answer, Call, QueryMember } from '../call.ts';
import { wholeNumber } from '../http/read-query.ts';
import { instantText } from '../shapes/wire-value.ts';
import { deskOf } from './desk.ts';
import { ACKNOWLEDGEMENT } from './shapes.ts';

const LIMIT = { min: 1, max: 500, standard: 100 } as const;
const NUMBER = { min: 0, max: 999_999_999_999_999, standard: 0 } as const;

export const FEED_QUERY: readonly QueryMember[] = [
  { name: 'webhook', about: 'The webhook to fetch from, of the target pull; may be left out while there is but one', schema: { type: 'integer', minimum: 1 } },
  { name: 'after', about: 'Events with greater numbers than this; when not given, those after the last acknowledged one', schema: { type: 'integer', minimum: 0 } },
  { name: 'limit', about: 'Most events to give', schema: { type: 'integer', minimum: LIMIT.min, maximum: LIMIT.max, default: LIMIT.standard } },
];

/** `GET /events`: what a receiver that fetches has not had yet, in order and without a gap; reading takes nothing away. */
export async function fetchEvents(call: Call): Promise<Answer> {
  const { crm, context, query } = call;
  const numbered = (name: string): number | undefined => (query.has(name) ? wholeNumber(query, name, NUMBER) : undefined);
  const { webhook, acknowledged, deliveries } = await readFeed(crm, context, { webhook: numbered('webhook'), after: numbered('after'), limit: wholeNumber(query, 'limit', LIMIT) });
  const format = deskOf(call).formats.find(({ name }) => name === webhook.format);
  const data = await Promise.all(deliveries.map((delivery) => presentEvent(call, format, delivery)));
  return { status: 200, body: { webhook: webhook.id, acknowledged, data } };
}

/** `POST /events/ack`: all up to this number has arrived. */
export async function acknowledgeEvents({ crm, context, body }: Call): Promise<Answer> {
  const { webhook, upto } = body(ACKNOWLEDGEMENT);
  return { status: 200, body: await acknowledgeFeed(crm, context, webhook, upto) };
}

async function presentEvent({ crm, zone }: Call, format: EventFormat | undefined, { delivery, event }: ClaimedDelivery): Promise<object> {
  const { sequence, name, entity, recordId, happenedAt } = delivery;
  const body = await format?.present(event, { crm, zone, directory: await crm.directory() });
  return { sequence, message_id: messageIdOf(delivery), event: name, entity, record: recordId, happened_at: instantText(happenedAt), body: body ?? null };
}
