import { authorOf } from '../../../core/context.ts';
import { setPassword } from '../../../core/accounts/set-password.ts';
import type { ActionCall } from '../call.ts';

/** Gives a user another password; his remembered sign-ins end with it. */
export async function setUserPassword({ crm, context, directory }: ActionCall, userId: number, password: string): Promise<void> {
  const account = directory.account(userId);
  if (account !== undefined) await setPassword(crm, authorOf(context), account.login, password);
}
