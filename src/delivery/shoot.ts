import type { Subscription } from '../core/delivery/subscription.ts';
import type { Crm } from '../core/crm.ts';
import type { Zone } from '../core/time.ts';
import type { Shot } from '../dialects/dialect.ts';
import type { Answer, OutgoingRequest } from '../outgoing/guarded-post.ts';
import type { ExtensionRunner } from './extension-runner.ts';
import type { FormatBook } from './format-book.ts';
import { keptOf, prepareRequest, type Message, type PreparedRequest } from './prepare-request.ts';
import { signatureHeaders } from './signature.ts';

/** How events reach those who are told. */
export interface ShootParts {
  readonly crm: Crm;
  readonly zone: Zone;
  readonly formats: FormatBook;
  readonly extensions: ExtensionRunner;
  /** Sends a request; never rejects. */
  readonly send: (request: OutgoingRequest) => Promise<Answer>;
}

export interface Task extends Message {
  /** The name in the words of the subscription's format. */
  readonly name: string;
  /** The same in every try. */
  readonly messageId: string;
}

export interface Outcome extends Shot {
  /** There is nothing to say: nothing was sent, and nothing failed. */
  readonly skipped: boolean;
  readonly retryAfterMs: number | null;
}

/** One try takes no longer, unless its subscription says so. */
export const STANDARD_TIMEOUT_MS = 15_000;
const NOTHING: Outcome = { ok: true, skipped: false, status: null, error: null, ms: 0, request: null, response: null, retryAfterMs: null };

/** Tries once to hand an event over. Rejects only where the event cannot be presented. */
export async function shoot(task: Task, subscription: Subscription, parts: ShootParts): Promise<Outcome> {
  const began = performance.now();
  const outcome = subscription.target === 'extension' ? await runExtension(task, subscription, parts) : await call(task, subscription, parts);
  return { ...outcome, ms: Math.round(performance.now() - began) };
}

async function runExtension({ event, name }: Task, { extension, timeoutMs }: Subscription, { extensions }: ShootParts): Promise<Outcome> {
  const ran = await extensions.run(extension ?? '', event, name, timeoutMs ?? STANDARD_TIMEOUT_MS);
  return ran.ok ? NOTHING : { ...NOTHING, ok: false, error: ran.error };
}

async function call(task: Task, subscription: Subscription, { crm, zone, formats, send }: ShootParts): Promise<Outcome> {
  const format = formats.get(subscription.format);
  if (format === undefined) return { ...NOTHING, ok: false, error: 'unknown_format' };
  const prepared = await prepareRequest(task, subscription, format, { crm, zone, directory: await crm.directory() });
  if (prepared === undefined) return { ...NOTHING, skipped: true };
  const request = keptOf(prepared);
  if (subscription.target === 'pull') return { ...NOTHING, request };
  const answer = await send(signed(prepared, task.messageId, subscription, crm.clock()));
  return { ...NOTHING, ...answer, ok: answer.error === null, request };
}

function signed({ url, method, body, contentType }: PreparedRequest, id: string, { secrets, timeoutMs }: Subscription, at: number): OutgoingRequest {
  const headers = { ...(contentType === null ? {} : { 'content-type': contentType }), ...signatureHeaders({ id, at, body: body ?? '' }, secrets) };
  return { url, method, headers, body, timeoutMs: timeoutMs ?? STANDARD_TIMEOUT_MS };
}
