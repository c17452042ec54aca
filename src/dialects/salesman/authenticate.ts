import { authenticateKey } from '../../core/accounts/authenticate-key.ts';
import type { Account } from '../../core/accounts/account.ts';
import type { Directory } from '../../core/directory.ts';
import type { Credentials } from './transport/credentials.ts';
import { UNKNOWN_USER, WireError, WRONG_API_KEY } from './transport/envelope.ts';

export const FACE = 'salesman';

/** Key first, then login (SalesMan contract 1.5): the key opens the account, the login says who acts in it. */
export function authenticate(directory: Directory, { apikey, login }: Credentials, now: number): { readonly account: Account; readonly keyId: number } {
  const check = authenticateKey(directory, FACE, apikey, login, now);
  if (!check.ok) throw new WireError(check.wrong === 'key' ? WRONG_API_KEY : UNKNOWN_USER);
  return { account: check.account, keyId: check.key.id };
}
