import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { SigningSecret } from '../core/delivery/subscription.ts';

export interface SignedMessage {
  /** The same in every try: receivers know by it what they have had already. */
  readonly id: string;
  /** When it is sent, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly body: string;
}

const PREFIX = 'whsec_';

/**
 * The headers of a message after Standard Webhooks 1.0: one signature for each secret that is in force. Without a secret
 * there is no signature.
 */
export function signatureHeaders({ id, at, body }: SignedMessage, secrets: readonly SigningSecret[]): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.filter(({ until }) => until === undefined || until > at).map((secret) => {
    return `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, ...(signatures.length === 0 ? {} : { 'webhook-signature': signatures.join(' ') }) };
}

/** Making a key of its text costs more than signing with it. */
const KEYS = new WeakMap<SigningSecret, KeyObject>();

function keyOf(signing: SigningSecret): KeyObject {
  const { secret } = signing;
  const key = KEYS.get(signing) ?? createSecretKey(Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64'));
  KEYS.set(signing, key);
  return key;
}
