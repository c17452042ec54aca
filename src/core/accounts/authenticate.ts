import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { authenticateKey, type KeyCheck } from './authenticate-key.ts';

export interface Authenticated {
  readonly check: KeyCheck;
  /** The directory that the check was made by. */
  readonly directory: Directory;
}

/**
 * Who a program is, by the directory as it is remembered; before a refusal the store itself is asked, because another
 * process (the command line) may have made the key or the user a moment ago.
 */
export async function authenticate(crm: Crm, face: string, secret: string, login: string | undefined): Promise<Authenticated> {
  const directory = await crm.directory();
  const check = authenticateKey(directory, face, secret, login, crm.clock());
  if (check.ok || (await crm.storage.directoryEpoch('fresh')) === directory.epoch) return { check, directory };
  const newer = await crm.directory();
  return { check: authenticateKey(newer, face, secret, login, crm.clock()), directory: newer };
}
