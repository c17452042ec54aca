import { requireAdministrator } from '../../../core/delivery/require-administrator.ts';
import type { Route } from '../call.ts';
import { listOf } from '../meta/shapes.ts';
import { listFormats, rotateOneSecret, testWebhook } from './actions.ts';
import { DELIVERIES_QUERY, getDelivery, listDeliveries, replayMany, replayOne } from './deliveries.ts';
import { acknowledgeEvents, FEED_QUERY, fetchEvents } from './events.ts';
import { ACKNOWLEDGED, ACKNOWLEDGEMENT, DELIVERY, DELIVERY_PAGE, FEED, FORMAT, MADE_WEBHOOK, NEW_SECRET, NEW_WEBHOOK, REPLAY, REPLAYED, ROTATION, SHOT, WEBHOOK, WEBHOOK_CHANGE } from './shapes.ts';
import { addWebhook, changeOneWebhook, getWebhook, listWebhooks, removeWebhook } from './webhooks.ts';

/** The calls about who is told of what happens. */
export const WEBHOOK_ROUTES: readonly Route[] = ([
  { method: 'GET', path: '/webhooks', summary: 'Webhooks, and how they are doing', answer: listOf(WEBHOOK), handle: listWebhooks },
  { method: 'POST', path: '/webhooks', summary: 'Makes a webhook; its secret is shown this once', body: NEW_WEBHOOK, answer: MADE_WEBHOOK, status: 201, handle: addWebhook },
  { method: 'GET', path: '/webhooks/formats', summary: 'Formats of bodies, and the events of each', answer: listOf(FORMAT), handle: listFormats },
  { method: 'GET', path: '/webhooks/{id}', summary: 'One webhook', answer: WEBHOOK, handle: getWebhook },
  { method: 'PATCH', path: '/webhooks/{id}', summary: 'Changes a webhook, or switches it on or off', body: WEBHOOK_CHANGE, answer: WEBHOOK, versioned: true, handle: changeOneWebhook },
  { method: 'DELETE', path: '/webhooks/{id}', summary: 'Deletes a webhook with what was on its way', status: 204, versioned: true, handle: removeWebhook },
  { method: 'POST', path: '/webhooks/{id}/rotate-secret', summary: 'A new secret; those before go on signing for a while', body: ROTATION, answer: NEW_SECRET, handle: rotateOneSecret },
  { method: 'POST', path: '/webhooks/{id}/test', summary: 'Sends a made-up event at once', answer: SHOT, handle: testWebhook },
  { method: 'GET', path: '/webhooks/{id}/deliveries', summary: 'What was sent, and what was answered', query: DELIVERIES_QUERY, answer: DELIVERY_PAGE, handle: listDeliveries },
  { method: 'GET', path: '/webhooks/{id}/deliveries/{delivery}', summary: 'One delivery', answer: DELIVERY, handle: getDelivery },
  { method: 'POST', path: '/webhooks/{id}/deliveries/{delivery}/replay', summary: 'Sends a delivery again', answer: DELIVERY, handle: replayOne },
  { method: 'POST', path: '/webhooks/{id}/replay', summary: 'Sends a selection of deliveries again, or what was missed', body: REPLAY, answer: REPLAYED, handle: replayMany },
  { method: 'GET', path: '/events', summary: 'Events for a receiver that fetches them', query: FEED_QUERY, answer: FEED, handle: fetchEvents },
  { method: 'POST', path: '/events/ack', summary: 'Says which events have arrived', body: ACKNOWLEDGEMENT, answer: ACKNOWLEDGED, handle: acknowledgeEvents },
] satisfies readonly Route[]).map(forAdministrators);

/** Who is no administrator is refused before anything else is looked at. */
function forAdministrators(route: Route): Route {
  return {
    ...route,
    async handle(call) {
      requireAdministrator(call.context);
      return route.handle(call);
    },
  };
}
