import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from '../../core/accounts/account.ts';
import { authenticate } from '../../core/accounts/authenticate.ts';
import type { Crm } from '../../core/crm.ts';
import type { Directory } from '../../core/directory.ts';
import { headerText } from '../transport/utf8.ts';
import { ProblemError } from './problem.ts';

export const FACE = 'native';

const BEARER = /^bearer +(\S+) *$/iu;
const CHALLENGE = 'Bearer realm="Tolmach"';

export interface Caller {
  readonly directory: Directory;
  readonly account: Account;
  readonly keyId: number;
}

/**
 * Who calls: `Authorization: Bearer <API key>` (RFC 6750) opens the door, `Tolmach-User: <login>` says whom a key that
 * speaks for all acts as; without it the key acts as its owner. Throws `unauthenticated`, or `forbidden` for the login.
 */
export async function authenticateCall(crm: Crm, headers: IncomingHttpHeaders): Promise<Caller> {
  const [, secret] = BEARER.exec(headers.authorization ?? '') ?? [];
  if (secret === undefined) throw new ProblemError('unauthenticated', 'Send an API key as Authorization: Bearer KEY.', { headers: { 'www-authenticate': CHALLENGE } });
  const login = headers['tolmach-user'];
  const { check, directory } = await authenticate(crm, FACE, headerText(secret), typeof login === 'string' ? headerText(login) : undefined);
  if (check.ok) return { directory, account: check.account, keyId: check.key.id };
  if (check.wrong === 'face') throw new ProblemError('forbidden', 'The role of this user may not use this API.');
  if (check.wrong === 'login') throw new ProblemError('forbidden', 'The key does not speak for this user, or there is none.');
  throw new ProblemError('unauthenticated', 'The API key is unknown, revoked, expired, or not for this API.', { headers: { 'www-authenticate': `${CHALLENGE}, error="invalid_token"` } });
}
