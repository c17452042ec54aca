import type { AccessTokens } from '../../core/accounts/access-tokens.ts';
import { authenticate } from '../../core/accounts/authenticate.ts';
import type { Account } from '../../core/accounts/account.ts';
import type { Crm } from '../../core/crm.ts';
import type { Directory } from '../../core/directory.ts';
import { listAt } from '../../core/values.ts';
import type { Parameters } from '../transport/parameters.ts';
import { FACE } from './authenticate.ts';
import { HttpError } from './transport/http-error.ts';
import { NOT_AUTHORIZED } from './transport/texts.ts';
import { readText } from './values/read-values.ts';

/**
 * Gives a token for an e-mail and a key. The e-mail is the login, or one of the addresses, of the key's owner; with a key
 * that speaks for all, of anybody. Every refusal is one 403 (alfaCRM contract 1.1, trap 2). A role without access gets a
 * token all the same: what it may not do is told by the calls (seed).
 */
export async function login(crm: Crm, tokens: AccessTokens, sent: Parameters): Promise<{ readonly token: string }> {
  const text = (name: string): string => readText((Object.hasOwn(sent, name) ? sent[name] : '') ?? '') ?? '';
  const email = text('email').trim();
  const { check, directory } = await authenticate(crm, FACE, text('api_key').trim(), undefined);
  if (!check.ok && check.wrong !== 'face') throw refused();
  const named = email === '' ? undefined : accountOf(directory, email, check.account);
  if (named?.active !== true) throw refused();
  const speaks = named.id === check.account.id || (check.key.speaksForAll && check.account.administrator);
  if (!speaks) throw refused();
  return { token: await tokens.issue(named, check.key.id) };
}

/** Whose e-mail it is: of several people the key's owner first. */
function accountOf(directory: Directory, email: string, owner: Account): Account | undefined {
  const address = email.toLowerCase();
  const has = (account: Account): boolean => account.login.toLowerCase() === address || listAt(account.record, 'emails').some((known) => known.toLowerCase() === address);
  return has(owner) ? owner : (directory.accountByLogin(email) ?? directory.accounts.find(has));
}

function refused(): HttpError {
  return new HttpError(403, NOT_AUTHORIZED);
}
