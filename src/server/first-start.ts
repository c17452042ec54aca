import { randomInt } from 'node:crypto';
import { createFirstAdministrator } from '../core/accounts/create-first-administrator.ts';
import { newApiKey } from '../core/accounts/secrets.ts';
import type { Crm } from '../core/crm.ts';
import { SETUP } from './presets.ts';
import type { Settings } from './settings.ts';

/** What the first start made. Secrets that the operator gave himself are not repeated to him. */
export interface FirstStart {
  readonly login: string;
  readonly password: string | undefined;
  readonly key: string | undefined;
}

const STANDARD_LOGIN = 'admin@tolmach.local';
const PASSWORD_LENGTH = 16;
/** Without letters and digits that are easily taken for one another. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
export const ENVIRONMENT_KEY = 'TOLMACH_API_KEY';

/** The first start of an installation: an administrator with a password and a key. Nothing when somebody is there. */
export async function createAdministrator(crm: Crm, { administrator }: Pick<Settings, 'administrator'>): Promise<FirstStart | undefined> {
  const login = administrator.login ?? STANDARD_LOGIN;
  const password = administrator.password ?? newPassword();
  const key = administrator.key ?? newApiKey();
  const keyLabel = administrator.key === undefined ? 'Первый запуск' : ENVIRONMENT_KEY;
  const id = await createFirstAdministrator(crm, SETUP, { login, name: 'Администратор', password, key, keyLabel });
  if (id === undefined) return undefined;
  return {
    login,
    password: administrator.password === undefined ? password : undefined,
    key: administrator.key === undefined ? key : undefined,
  };
}

/** A password that nobody chose: 16 characters, 93 bits. */
export function newPassword(): string {
  return Array.from({ length: PASSWORD_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
