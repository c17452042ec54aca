import type { Context } from '../context.ts';
import { CrmError } from '../errors.ts';

/** Refuses (`forbidden`) who is no administrator: a subscription hears of every record, whoever may see it. */
export function requireAdministrator({ account }: Context): void {
  if (!account.administrator) throw new CrmError('forbidden', { entity: 'webhook', reason: 'only administrators see to webhooks' });
}
