import type { Account } from '../../core/accounts/account.ts';
import { authenticate, type Authenticated } from '../../core/accounts/authenticate.ts';
import type { Crm } from '../../core/crm.ts';
import type { Directory } from '../../core/directory.ts';
import type { Eventual } from '../../core/eventual.ts';
import type { Credentials } from './transport/credentials.ts';
import { UNKNOWN_USER, WireError, WRONG_API_KEY } from './transport/envelope.ts';

export const FACE = 'salesman';

export interface Caller {
  readonly directory: Directory;
  readonly account: Account;
  readonly keyId: number;
}

/** Key first, then login (SalesMan contract 1.5): the key opens the account, the login says who acts in it. */
export function authenticateCall(crm: Crm, { apikey, login }: Credentials): Eventual<Caller> {
  const known = authenticate(crm, FACE, apikey, login);
  return known instanceof Promise ? known.then(callerOf) : callerOf(known);
}

function callerOf({ check, directory }: Authenticated): Caller {
  if (!check.ok) throw new WireError(check.wrong === 'key' ? WRONG_API_KEY : UNKNOWN_USER);
  return { directory, account: check.account, keyId: check.key.id };
}
