import { knownWebhook } from '../../../core/delivery/known-webhook.ts';
import { rotateSecret } from '../../../core/delivery/rotate-secret.ts';
import type { Answer, Call } from '../call.ts';
import { deskOf } from './desk.ts';
import { ROTATION } from './shapes.ts';
import { webhookId } from './webhooks.ts';

/** `POST /webhooks/{id}/rotate-secret`: a new secret, shown this once; those before go on signing for a while. */
export async function rotateOneSecret(call: Call): Promise<Answer> {
  const { keep_seconds: seconds } = call.body(ROTATION);
  const secret = await rotateSecret(call.crm, call.context, webhookId(call), seconds === undefined ? undefined : seconds * 1000);
  return { status: 200, body: { secret } };
}

/** `POST /webhooks/{id}/test`: sends an event that never happened, once, and tells what came of it; nothing of it is kept, and to who fetches nothing is sent. */
export async function testWebhook(call: Call): Promise<Answer> {
  const webhook = knownWebhook(call.directory, call.context, webhookId(call));
  const { ok, status, error, ms, request, response } = await deskOf(call).test(webhook);
  return { status: 200, body: { ok, status, error, ms, request, response } };
}

/** `GET /webhooks/formats`: the forms that bodies may have, and the events of each. */
export async function listFormats(call: Call): Promise<Answer> {
  const data = deskOf(call).formats.map(({ name, title, events, checkParameters }) => ({
    name, title, parameters: checkParameters !== undefined, events: events.map((line) => ({ name: line.name, caption: line.caption, state: line.state })),
  }));
  return { status: 200, body: { data } };
}
