import type { Context } from '../context.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { requireAdministrator } from './require-administrator.ts';
import type { Subscription } from './subscription.ts';

/** The subscription of this id. Refuses (`forbidden`) who is no administrator, whether it is there or not; otherwise `not_found`. */
export function knownWebhook(directory: Directory, context: Context, id: number): Subscription {
  requireAdministrator(context);
  const found = directory.subscriptions.find((one) => one.id === id);
  if (found === undefined) throw new CrmError('not_found', { entity: 'webhook', id });
  return found;
}

/**
 * The subscription that a receiver fetches from: the one of this id, or the only one there is when no id is given. Refuses
 * (`not_found`) one of another target; (`invalid`) to choose among several.
 */
export function knownPull(directory: Directory, context: Context, id?: number): Subscription {
  requireAdministrator(context);
  const pulls = directory.subscriptions.filter(({ target }) => target === 'pull');
  if (id === undefined && pulls.length > 1) throw new CrmError('invalid', { entity: 'webhook', faults: [{ field: 'webhook', fault: 'required' }] });
  const found = id === undefined ? pulls[0] : pulls.find((one) => one.id === id);
  if (found === undefined) throw new CrmError('not_found', { entity: 'webhook', ...(id === undefined ? {} : { id }) });
  return found;
}
