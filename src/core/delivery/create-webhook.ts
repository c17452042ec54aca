import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { acceptWebhook, type OfferedFormat, type WebhookValues } from './accept-webhook.ts';
import { requireAdministrator } from './require-administrator.ts';
import { newSigningSecret } from './signing-secrets.ts';

/** The rest is as usual: switched on, `standard`, POST. */
export type NewWebhook = Pick<WebhookValues, 'title' | 'target' | 'events'> & Partial<WebhookValues>;

const USUAL = { active: true, url: null, method: 'POST', format: 'standard', parameters: {}, timeoutMs: null, maxTries: null } as const;

/**
 * Makes a subscription of the target `url` or `pull`, and the secret that its deliveries are signed with, shown this once.
 * Refuses (`forbidden`) who is no administrator, and (`invalid`) with every fault at once.
 */
export async function createWebhook(crm: Crm, context: Context, webhook: NewWebhook, formats: readonly OfferedFormat[]): Promise<{ readonly id: number; readonly secret: string }> {
  requireAdministrator(context);
  if (webhook.target === 'extension') throw new CrmError('invalid', { entity: 'webhook', faults: [{ field: 'target', fault: 'unknown_value' }] });
  const secret = newSigningSecret();
  const written = await crm.write(authorOf(context), async (draft, { catalog }) => {
    return draft.insert('webhook', { ...acceptWebhook(catalog, { ...USUAL, ...webhook }, formats), secrets: JSON.stringify([{ secret }]) });
  });
  return { id: written.idOf(written.decision), secret };
}
