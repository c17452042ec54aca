import type { z } from 'zod';
import { changeWebhook } from '../../../core/delivery/change-webhook.ts';
import { createWebhook } from '../../../core/delivery/create-webhook.ts';
import { deleteWebhook } from '../../../core/delivery/delete-webhook.ts';
import { listWebhooks as listAll, readWebhook } from '../../../core/delivery/read-webhooks.ts';
import type { Answer, Call } from '../call.ts';
import { etagOf } from '../http/if-match.ts';
import { parseId } from '../http/parse-id.ts';
import { deskOf } from './desk.ts';
import { presentWebhook } from './present.ts';
import { NEW_WEBHOOK, WEBHOOK_CHANGE } from './shapes.ts';

/** `GET /webhooks`: all of them, oldest first. */
export async function listWebhooks({ crm, context }: Call): Promise<Answer> {
  const now = crm.clock();
  return { status: 200, body: { data: (await listAll(crm, context)).map((watched) => presentWebhook(watched, now)) } };
}

/** `GET /webhooks/{id}`. */
export async function getWebhook(call: Call): Promise<Answer> {
  const body = await webhookAsItIs(call, webhookId(call));
  return { status: 200, headers: { etag: etagOf(body.version) }, body };
}

/** `POST /webhooks`: 201 with the webhook and the secret, shown this once. */
export async function addWebhook(call: Call): Promise<Answer> {
  const { id, secret } = await createWebhook(call.crm, call.context, inCoreWords(call.body(NEW_WEBHOOK)), deskOf(call).formats);
  const body = await webhookAsItIs(call, id);
  return { status: 201, headers: { location: `/api/v1/webhooks/${id}`, etag: etagOf(body.version) }, body: { ...body, secret } };
}

/** `PATCH /webhooks/{id}`: what is not named stays; with `If-Match` only at that version (412). */
export async function changeOneWebhook(call: Call): Promise<Answer> {
  const id = webhookId(call);
  const desk = deskOf(call);
  await changeWebhook(call.crm, call.context, id, inCoreWords(call.body(WEBHOOK_CHANGE)), { formats: desk.formats, version: call.version });
  desk.wake();
  return getWebhook(call);
}

/** `DELETE /webhooks/{id}`: with all that was on its way; `in_use` where an extension brings it. */
export async function removeWebhook(call: Call): Promise<Answer> {
  await deleteWebhook(call.crm, call.context, webhookId(call), call.version);
  return { status: 204 };
}

/** The id in the address. */
export function webhookId(call: Call): number {
  return parseId('webhook', call.param('id'));
}

async function webhookAsItIs({ crm, context }: Call, id: number): Promise<ReturnType<typeof presentWebhook>> {
  return presentWebhook(await readWebhook(crm, context, id), crm.clock());
}

type Times = Partial<Pick<z.output<typeof WEBHOOK_CHANGE>, 'timeout_ms' | 'max_tries'>>;

function inCoreWords<Body extends Times>({ timeout_ms: timeoutMs, max_tries: maxTries, ...same }: Body): Omit<Body, keyof Times> & { readonly timeoutMs?: number | null; readonly maxTries?: number | null } {
  return { ...same, ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(maxTries === undefined ? {} : { maxTries }) };
}
