import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { knownWebhook } from './known-webhook.ts';

/**
 * Deletes a subscription with all that was on its way to it. Refuses (`not_found`) an unknown one, (`in_use`) one that an
 * extension brings, and (`conflict`) one at another version than the given.
 */
export async function deleteWebhook(crm: Crm, context: Context, id: number, version?: number): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    const { record, target } = knownWebhook(directory, context, id);
    if (target === 'extension') throw new CrmError('in_use', { entity: 'webhook', id, reason: 'an extension brings it' });
    if (version !== undefined && version !== record.version) throw new CrmError('conflict', { entity: 'webhook', id, reason: `the record is at version ${record.version}` });
    draft.remove('webhook', record);
  });
  await crm.storage.deliveries.forget(id);
}
