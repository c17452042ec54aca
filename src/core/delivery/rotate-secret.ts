import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { knownWebhook } from './known-webhook.ts';
import { newSigningSecret, withNewSecret } from './signing-secrets.ts';

/** How long the secrets before go on signing beside a new one: a day, unless said; at most a month. */
export const USUAL_OVERLAP_MS = 24 * 60 * 60 * 1000;
export const MAX_OVERLAP_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Gives a subscription a new secret, shown this once. Those before go on signing for `keepMs`, 0 to 30 days, so that the
 * receiver may change over meanwhile. Refuses (`invalid`) another time, and what an extension brings: nothing is signed there.
 */
export async function rotateSecret(crm: Crm, context: Context, id: number, keepMs: number = USUAL_OVERLAP_MS): Promise<string> {
  const secret = newSigningSecret();
  await crm.write(authorOf(context), async (draft, directory) => {
    const { record, target, secrets } = knownWebhook(directory, context, id);
    if (target === 'extension') throw new CrmError('invalid', { entity: 'webhook', id, reason: 'an extension is sent nothing that could be signed' });
    if (!(keepMs >= 0 && keepMs <= MAX_OVERLAP_MS)) throw new CrmError('invalid', { entity: 'webhook', id, faults: [{ field: 'keep_seconds', fault: 'out_of_range', limit: MAX_OVERLAP_MS / 1000 }] });
    draft.update('webhook', record, { secrets: JSON.stringify(withNewSecret(secrets, secret, crm.clock(), keepMs)) });
  });
  return secret;
}
