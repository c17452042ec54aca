import type { Context } from '../context.ts';
import { CrmError } from '../errors.ts';

/** Refuses (`forbidden`) who is no administrator: the application is theirs to design. */
export function requireAdministrator({ account }: Context): void {
  if (!account.administrator) throw new CrmError('forbidden', { reason: 'only administrators design the application' });
}
