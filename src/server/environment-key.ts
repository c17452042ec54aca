import type { Account } from '../core/accounts/account.ts';
import { createKey } from '../core/accounts/create-key.ts';
import { hashApiKey } from '../core/accounts/secrets.ts';
import type { Crm } from '../core/crm.ts';
import { CrmError } from '../core/errors.ts';
import type { Directory } from '../core/directory.ts';
import { ENVIRONMENT_KEY } from './first-start.ts';
import { SETUP } from './presets.ts';
import type { Settings } from './settings.ts';

const MANY = 10_000;

/**
 * Makes sure that the key of the settings opens the door, so that an operator can change it where the server starts: a
 * key not known yet is added for the administrator, the older ones stay until they are revoked. A key that was revoked
 * does not come back. Gives a warning when the key was not added.
 */
export async function ensureEnvironmentKey(crm: Crm, { administrator }: Pick<Settings, 'administrator'>): Promise<string | undefined> {
  const secret = administrator.key;
  if (secret === undefined) return undefined;
  const directory = await crm.directory();
  const hash = hashApiKey(secret);
  if (directory.keyByHash(hash) !== undefined) return undefined;
  if (await wasRevoked(crm, hash)) return `The key in ${ENVIRONMENT_KEY} was revoked and stays so: give another one.`;
  const owner = findAdministrator(directory, administrator.login);
  if (owner === undefined) return `The key in ${ENVIRONMENT_KEY} was not added: there is no administrator ${administrator.login ?? ''}`.trimEnd() + '.';
  await createKey(crm, SETUP, { owner: owner.id, label: ENVIRONMENT_KEY, faces: [], speaksForAll: true, secret }).catch((error: unknown) => {
    // Another process that started at the same moment was quicker.
    if (!(error instanceof CrmError && error.code === 'duplicate')) throw error;
  });
  return undefined;
}

function findAdministrator(directory: Directory, login: string | undefined): Account | undefined {
  const [first] = directory.accounts.filter((account) => account.administrator && account.active && (login === undefined || directory.accountByLogin(login) === account));
  return first;
}

async function wasRevoked(crm: Crm, hash: string): Promise<boolean> {
  return (await crm.storage.findDeleted('api_key', MANY)).some((key) => key['hash'] === hash);
}
