import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import type { Eventual } from '../eventual.ts';
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
export function authenticate(crm: Crm, face: string, secret: string, login: string | undefined): Eventual<Authenticated> {
  const by = (directory: Directory): Authenticated => ({ check: authenticateKey(directory, face, secret, login, crm.clock()), directory });
  const first = (directory: Directory): Eventual<Authenticated> => {
    const known = by(directory);
    return known.check.ok ? known : again(known);
  };
  const again = async (known: Authenticated): Promise<Authenticated> =>
    ((await crm.storage.directoryEpoch('fresh')) === known.directory.epoch ? known : by(await crm.directory()));
  const directory = crm.directory();
  return directory instanceof Promise ? directory.then(first) : first(directory);
}
