import { randomBytes } from 'node:crypto';
import type { SigningSecret } from './subscription.ts';

/** Standard Webhooks 1.0, "Signature scheme": 24 to 64 random bytes, as base64 behind a mark of their own. */
const SECRET_BYTES = 32;
const MARK = 'whsec_';
/** Each secret that still signs makes the header longer: the oldest goes when there are more. */
const MAX_SECRETS = 10;

/** A new secret that deliveries are signed with: `whsec_` and the base64 of 32 random bytes. */
export function newSigningSecret(): string {
  return MARK + randomBytes(SECRET_BYTES).toString('base64');
}

/** The secrets with a new one in front; the others sign for `keepMs` more, none longer than it was promised before. */
export function withNewSecret(secrets: readonly SigningSecret[], secret: string, now: number, keepMs: number): readonly SigningSecret[] {
  const kept = secrets.map((old) => ({ secret: old.secret, until: Math.min(old.until ?? Number.POSITIVE_INFINITY, now + keepMs) })).filter(({ until }) => until > now);
  return [{ secret }, ...kept].slice(0, MAX_SECRETS);
}
