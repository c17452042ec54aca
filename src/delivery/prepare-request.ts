import type { Subscription } from '../core/delivery/subscription.ts';
import type { StoredEvent } from '../core/events/stored-event.ts';
import type { EventFormat, EventParts } from '../dialects/dialect.ts';
import { renderParameters } from './parameters.ts';

/** A request as it is sent, but for its signature. */
export interface PreparedRequest {
  readonly url: string;
  readonly method: 'POST' | 'GET';
  readonly body: string | null;
  readonly contentType: string | null;
}

export interface Message {
  readonly event: StoredEvent;
  /** What an earlier try has sent: the body of a POST, the URL of a GET. */
  readonly sent: string | null;
}

const JSON_TYPE = 'application/json';

/** What is sent of an event; undefined where its format has nothing to say of it. What was sent before is sent again. */
export async function prepareRequest({ event, sent }: Message, subscription: Subscription, format: EventFormat, parts: EventParts): Promise<PreparedRequest | undefined> {
  const url = subscription.url ?? '';
  if (format.checkParameters === undefined) {
    if (sent !== null) return { url, method: 'POST', body: sent, contentType: JSON_TYPE };
    const presented = await format.present(event, parts);
    return presented === undefined ? undefined : { url, method: 'POST', body: JSON.stringify(presented), contentType: JSON_TYPE };
  }
  const { method } = subscription;
  if (sent !== null && method === 'GET') return { url: sent, method, body: null, contentType: null };
  const presented = await format.present(event, parts);
  if (presented === undefined) return undefined;
  const rendered = renderParameters(subscription, presented);
  return { ...rendered, method, body: sent ?? rendered.body };
}

/** What is kept of a request, so that the next try sends the same. */
export function keptOf({ method, url, body }: PreparedRequest): string {
  return method === 'GET' ? url : (body ?? '');
}
