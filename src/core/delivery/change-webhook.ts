import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import type { Catalog } from '../metadata/catalog.ts';
import type { PlannedValues } from '../changes/change-set.ts';
import { acceptWebhook, type OfferedFormat, type WebhookValues } from './accept-webhook.ts';
import { knownWebhook } from './known-webhook.ts';
import type { Subscription } from './subscription.ts';

/** What is not named stays; the target always does. */
export type WebhookChange = Partial<Omit<WebhookValues, 'target'>>;

/** How the members of a change are called where they are stored. */
const STORED_AS: Readonly<Record<string, string>> = { timeoutMs: 'timeout_ms', maxTries: 'max_tries' };

export interface WebhookChangeParts {
  readonly formats: readonly OfferedFormat[];
  /** Only at this version of the record, otherwise `conflict`. */
  readonly version?: number | undefined;
}

/**
 * Changes a subscription; tells whether anything was different. One that is switched on begins anew: it fails since never.
 * Of what an extension brings only `active` may be changed (`invalid`, `read_only`). Refuses as `createWebhook` does, and
 * (`not_found`) an unknown id.
 */
export async function changeWebhook(crm: Crm, context: Context, id: number, change: WebhookChange, { formats, version }: WebhookChangeParts): Promise<boolean> {
  const { decision: { changed, revived } } = await crm.write(authorOf(context), async (draft, directory) => {
    const webhook = knownWebhook(directory, context, id);
    if (version !== undefined && version !== webhook.record.version) throw new CrmError('conflict', { entity: 'webhook', id, reason: `the record is at version ${webhook.record.version}` });
    const switchedOn = change.active === true && !webhook.active;
    const values = { ...changedValues(directory.catalog, webhook, change, formats), ...(change.active === true ? { disabled_reason: null, disabled_at: null } : {}) };
    return { changed: draft.update('webhook', webhook.record, values), revived: switchedOn };
  });
  if (revived) await crm.storage.deliveries.forgive(id);
  return changed;
}

function changedValues(catalog: Catalog, webhook: Subscription, change: WebhookChange, formats: readonly OfferedFormat[]): PlannedValues {
  const { active, ...rest } = change;
  const named = Object.keys(rest);
  if (webhook.target === 'extension' && named.length > 0) throw new CrmError('invalid', { entity: 'webhook', id: webhook.id, faults: named.map((name): FieldFault => ({ field: STORED_AS[name] ?? name, fault: 'read_only' })) });
  // A switch alone asks nothing of the rest, which a format that is gone may have left behind.
  if (named.length === 0) return active === undefined ? {} : { active };
  return acceptWebhook(catalog, { ...webhook, ...change }, formats);
}
