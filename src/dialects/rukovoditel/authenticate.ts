import { authenticate } from '../../core/accounts/authenticate.ts';
import type { PasswordCheck } from '../../core/accounts/password-check.ts';
import type { Account } from '../../core/accounts/account.ts';
import { mayUseFace } from '../../core/permissions/may-use-face.ts';
import type { Crm } from '../../core/crm.ts';
import { member, type Parameters } from '../transport/parameters.ts';
import type { Settings } from './settings.ts';
import { ApiError } from './transport/errors.ts';
import { readText } from './transport/read-text.ts';
import { addressDenied, API_OFF, INACTIVE_ACCOUNT, KEY_MISMATCH, TOO_MANY_TRIES, WRONG_LOGIN } from './transport/texts.ts';

export const FACE = 'rukovoditel';

export interface Caller {
  readonly account: Account;
  readonly keyId: number;
}

/** The order of Rukovoditel contract 1.4: the API, the key, the address, the person. The key alone grants nothing. */
export async function authenticateCall(crm: Crm, passwords: PasswordCheck, settings: Settings, parameters: Parameters, address: string): Promise<Caller> {
  if (!settings.enabled) throw new ApiError(API_OFF);
  const text = (name: string): string => readText(member(parameters, name)) ?? '';
  const { check } = await authenticate(crm, FACE, text('key'), undefined);
  if (!check.ok && check.wrong !== 'face') throw new ApiError(KEY_MISMATCH);
  if (settings.allowedAddresses.length > 0 && !settings.allowedAddresses.includes(plainAddress(address))) throw new ApiError(addressDenied(plainAddress(address)));
  const answer = await passwords.check(text('username'), text('password'), address);
  if (!answer.ok) throw new ApiError(REFUSALS[answer.reason]);
  if (!mayUseFace(answer.account, FACE)) throw new ApiError(INACTIVE_ACCOUNT);
  return { account: answer.account, keyId: check.key.id };
}

const REFUSALS = { wrong: WRONG_LOGIN, inactive: INACTIVE_ACCOUNT, slow_down: TOO_MANY_TRIES } as const;

/** An IPv4 address as people write it, on a socket that speaks IPv6 too. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:/iu, '');
}
