import * as z from 'zod';
import { TIMEOUT_MS, TRIES } from '../../../core/delivery/accept-webhook.ts';
import { DELIVERY_STATES } from '../../../core/delivery/delivery-store.ts';
import { MAX_OVERLAP_MS, USUAL_OVERLAP_MS } from '../../../core/delivery/rotate-secret.ts';
import { METHODS, TARGETS } from '../../../core/delivery/subscription.ts';
import { LABEL } from '../meta/shapes.ts';
import { exactNullish, exactOptional } from '../shapes/optional.ts';

const moment = z.iso.datetime({ offset: true });

const title = z.string().meta({ description: 'For people' });
const events = z.array(z.string()).meta({ description: 'Names of events as GET /webhooks/formats lists them; * for all, client.* for all of a kind', examples: [['client.created', 'deal.*']] });
const url = z.string().meta({ description: 'http or https, without name, password and fragment', examples: ['https://example.ru/hook'] });
const method = z.enum(METHODS).meta({ description: 'GET for the format parameters alone' });
const format = z.string().meta({ description: 'How bodies look; standard unless said' });
const parameters = z.record(z.string(), z.string()).meta({ description: 'Format parameters: names, and templates of their values' });
const timeout = z.int().meta({ minimum: TIMEOUT_MS.min, maximum: TIMEOUT_MS.max, description: 'For one try; null: the usual' });
const tries = z.int().meta({ minimum: TRIES.min, maximum: TRIES.max, description: 'Most tries of one delivery; null: as many as the schedule has' });

const settable = { ...exactOptional({ active: z.boolean(), method, format, parameters }), ...exactNullish({ url, timeout_ms: timeout, max_tries: tries }) };

export const NEW_WEBHOOK = z.strictObject({ title, events, target: z.enum(['url', 'pull']).default('url').meta({ description: 'pull: the receiver fetches by GET /events' }), ...settable });

/** What is not named stays. */
export const WEBHOOK_CHANGE = z.strictObject({ ...exactOptional({ title, events }), ...settable });

export const WEBHOOK = z.strictObject({
  id: z.int(), version: z.int().meta({ description: 'Grows with each change; also the ETag' }),
  title, active: z.boolean(), target: z.enum(TARGETS), url: url.nullable(), method: z.enum(METHODS), format, events, parameters,
  timeout_ms: timeout.nullable(), max_tries: tries.nullable(),
  extension: z.string().nullable().meta({ description: 'The extension that brings it' }),
  disabled_reason: z.string().nullable().meta({ description: 'Why it was switched off without anybody asking: failing, gone' }),
  disabled_at: moment.nullable(), created_at: moment.nullable(), updated_at: moment.nullable(),
  secrets: z.array(z.strictObject({ until: moment.nullable() })).meta({ description: 'How many secrets sign, and until when; what they are is shown when they are made, and never again' }),
  state: z.strictObject({
    last_sequence: z.int().meta({ description: 'The number of its last delivery' }),
    acknowledged: z.int().meta({ description: 'pull: the number up to which all has arrived' }),
    failing_since: moment.nullable(), last_success_at: moment.nullable(),
    succeeded: z.int(), failed: z.int().meta({ description: 'Tries so far' }),
    waiting: z.int(), dead: z.int(), oldest_at: moment.nullable().meta({ description: 'When the oldest event that waits happened' }),
  }),
});

const SECRET = z.string().meta({ description: 'Signs deliveries (Standard Webhooks 1.0); shown this once' });

export const MADE_WEBHOOK = WEBHOOK.extend({ secret: SECRET });
export const NEW_SECRET = z.strictObject({ secret: SECRET });

export const ROTATION = z.strictObject(exactOptional({
  keep_seconds: z.int().meta({ minimum: 0, maximum: MAX_OVERLAP_MS / 1000, default: USUAL_OVERLAP_MS / 1000, description: 'How long the secrets before go on signing' }),
})).default({});

export const SHOT = z.strictObject({ ok: z.boolean(), status: z.int().nullable(), error: z.string().nullable(), ms: z.number(), request: z.string().nullable(), response: z.string().nullable() });

export const DELIVERY = z.strictObject({
  id: z.int(), message_id: z.string().meta({ description: 'What the receiver knows it by: the header webhook-id' }), webhook: z.int(), sequence: z.int().meta({ description: '1, 2, 3 … of the webhook, without a gap' }),
  event: z.string(), entity: z.string(), record: z.int(), event_id: z.int(), state: z.enum(DELIVERY_STATES), tries: z.int(),
  happened_at: moment, created_at: moment, next_at: moment.nullable().meta({ description: 'The next try' }),
  last_at: moment.nullable(), last_ms: z.number().nullable(), last_status: z.int().nullable(), last_error: z.string().nullable(),
  request: z.string().nullable().meta({ description: 'What was sent; the same in every try' }),
  response: z.string().nullable().meta({ description: 'The beginning of the last answer' }),
});

export const DELIVERY_PAGE = z.strictObject({ data: z.array(DELIVERY), limit: z.int(), next: z.int().nullable().meta({ description: 'before of the next page' }) });

export const REPLAY = z.strictObject(exactOptional({
  missed: z.boolean().meta({ default: false, description: 'Not deliveries that there are, but kept events of the time that the webhook chooses now and never got: while it was off, before it was made. They need from, and take no state' }),
  state: z.enum(DELIVERY_STATES), event: z.string(), entity: z.string(), record: z.int(),
  from: moment.meta({ description: 'Events from this moment on' }), to: moment.meta({ description: 'Events before this moment' }),
}));

export const REPLAYED = z.strictObject({ replayed: z.int().meta({ description: 'Deliveries that wait anew, or missed events that were handed over' }) });

export const FORMAT = z.strictObject({
  name: z.string(), title: LABEL, parameters: z.boolean().meta({ description: 'Takes parameters, and GET' }),
  events: z.array(z.strictObject({ name: z.string(), caption: LABEL, state: z.enum(['done', 'later']) })).meta({ description: 'Empty: entity.created, .updated, .deleted, .restored and what else happens, of every entity' }),
});

export const FEED = z.strictObject({
  webhook: z.int(), acknowledged: z.int(),
  data: z.array(z.strictObject({ sequence: z.int(), message_id: z.string(), event: z.string(), entity: z.string(), record: z.int(), happened_at: moment, body: z.record(z.string(), z.unknown()).nullable().meta({ description: 'In the format of the webhook; null: there is nothing to say' }) })),
});

export const ACKNOWLEDGEMENT = z.strictObject({ upto: z.int().min(0).max(Number.MAX_SAFE_INTEGER), ...exactOptional({ webhook: z.int().meta({ description: 'May be left out while there is but one to fetch from' }) }) });
export const ACKNOWLEDGED = z.strictObject({ webhook: z.int(), acknowledged: z.int() });
