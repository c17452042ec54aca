import type { z } from 'zod';
import type { Delivery } from '../../../core/delivery/delivery-store.ts';
import { messageIdOf } from '../../../core/delivery/message-id.ts';
import type { WatchedWebhook } from '../../../core/delivery/read-webhooks.ts';
import { numberAt } from '../../../core/values.ts';
import { instantText } from '../shapes/wire-value.ts';
import type { DELIVERY, WEBHOOK } from './shapes.ts';

/** A subscription and how it is doing. What it signs with is told of, and never shown. */
export function presentWebhook({ webhook, state, figures }: WatchedWebhook, now: number): z.output<typeof WEBHOOK> {
  const { id, title, active, target, url, method, format, events, parameters, timeoutMs, maxTries, extension, disabledReason, secrets, record } = webhook;
  const at = (field: string): string | null => momentText(numberAt(record, field));
  return {
    id, version: record.version, title, active, target, url, method, format, events: [...events], parameters: { ...parameters },
    timeout_ms: timeoutMs, max_tries: maxTries, extension, disabled_reason: disabledReason,
    disabled_at: at('disabled_at'), created_at: at('created_at'), updated_at: at('updated_at'),
    secrets: secrets.filter(({ until }) => until === undefined || until > now).map(({ until }) => ({ until: momentText(until) })),
    state: {
      last_sequence: state.lastSequence, acknowledged: state.acknowledged, failing_since: momentText(state.failingSince), last_success_at: momentText(state.lastSuccessAt),
      succeeded: state.succeeded, failed: state.failed, waiting: figures.waiting, dead: figures.dead, oldest_at: momentText(figures.oldestAt),
    },
  };
}

export function presentDelivery(delivery: Delivery): z.output<typeof DELIVERY> {
  const { id, subscription, sequence, name, entity, recordId, eventId, state, tries, request, response } = delivery;
  return {
    id, message_id: messageIdOf(delivery), webhook: subscription, sequence, event: name, entity, record: recordId, event_id: eventId, state, tries,
    happened_at: instantText(delivery.happenedAt), created_at: instantText(delivery.createdAt), next_at: momentText(delivery.nextAt),
    last_at: momentText(delivery.lastAt), last_ms: delivery.lastMs, last_status: delivery.lastStatus, last_error: delivery.lastError, request, response,
  };
}

function momentText(instant: number | null | undefined): string | null {
  return instant === null || instant === undefined ? null : instantText(instant);
}
