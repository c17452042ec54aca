import { createHmac, randomBytes } from 'node:crypto';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import type { Account } from './account.ts';
import { keepNewest } from './keep-newest.ts';
import type { PasswordLimits } from './password-limits.ts';
import { readFacts, type CredentialFacts } from './verify-credential.ts';

/** Logins and passwords that were verified a while ago, as keyed hashes. */
export interface RememberedCredentials {
  /** What a login and its password are remembered by; says nothing to anyone without this process's key. */
  digest(login: string, password: string): string;
  /** The account as it is now, if what was verified still holds. */
  find(digest: string, login: string, directory: Directory): Promise<Account | undefined>;
  /** Remembers what was verified under this directory. */
  remember(digest: string, directory: Directory, facts: CredentialFacts): void;
}

interface Entry {
  readonly facts: CredentialFacts;
  /** When it was verified: milliseconds since 1970 UTC. */
  readonly at: number;
  /** The directory's epoch at which the facts were last known to hold. */
  readonly epoch: number;
}

/**
 * An entry costs no read as long as the directory stays the same; under another one its facts are compared, and it is
 * tied to that or forgotten.
 */
export function createRememberedCredentials(crm: Crm, { rememberSeconds, maxRemembered }: PasswordLimits): RememberedCredentials {
  const secret = randomBytes(32);
  const entries = new Map<string, Entry>();

  const isYoung = ({ at }: Entry): boolean => crm.clock() >= at && crm.clock() < at + rememberSeconds * 1000;
  const holds = async (entry: Entry, account: Account, epoch: number): Promise<boolean> => {
    if (entry.facts.accountId !== account.id || entry.facts.accountVersion !== account.record.version) return false;
    return entry.epoch === epoch || (await readFacts(crm, account).then((now) => sameCredential(now, entry.facts)));
  };
  return {
    digest: (login, password) => createHmac('sha256', secret).update(JSON.stringify([login, password])).digest('base64url'),
    async find(digest, login, directory) {
      const entry = entries.get(digest);
      if (entry === undefined) return undefined;
      const account = directory.accountByLogin(login);
      const held = account !== undefined && isYoung(entry) && (await holds(entry, account, directory.epoch));
      // Another call may have forgotten or renewed it meanwhile.
      if (entries.get(digest) === entry) {
        if (!held) entries.delete(digest);
        else if (entry.epoch !== directory.epoch) entries.set(digest, { ...entry, epoch: directory.epoch });
      }
      return held ? account : undefined;
    },
    remember: (digest, { epoch }, facts) => keepNewest(entries, digest, { facts, at: crm.clock(), epoch }, maxRemembered),
  };
}

function sameCredential(now: CredentialFacts | undefined, then: CredentialFacts): boolean {
  return now?.credentialId === then.credentialId && now.credentialVersion === then.credentialVersion;
}
