import type { AccessTokens } from '../../core/accounts/access-tokens.ts';
import type { Account } from '../../core/accounts/account.ts';
import { mayUseFace } from '../../core/permissions/may-use-face.ts';
import { HttpError } from './transport/http-error.ts';
import { ACCESS_DENIED, BAD_TOKEN } from './transport/texts.ts';

export const FACE = 'alfacrm';
export const TOKEN_HEADER = 'x-alfacrm-token';

export interface Caller {
  readonly account: Account;
  readonly keyId: number;
}

/** Who shows a token; 401 for none, an unknown or an old one, 403 where the role has no access to the API (alfaCRM contract 1.2, 1.3). */
export async function authenticateCall(tokens: AccessTokens, header: string | readonly string[] | undefined): Promise<Caller> {
  const caller = typeof header === 'string' ? await tokens.verify(header.trim()) : undefined;
  if (caller === undefined) throw new HttpError(401, BAD_TOKEN);
  if (!mayUseFace(caller.account, FACE)) throw new HttpError(403, ACCESS_DENIED);
  return caller;
}
