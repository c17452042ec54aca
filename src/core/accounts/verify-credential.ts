import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { textAt, type CrmRecord } from '../values.ts';
import type { Account } from './account.ts';
import { hashPassword, NO_PASSWORD, verifyPassword } from './secrets.ts';
import { readCredential } from './set-password.ts';
import { isPhpass } from './verify-phpass.ts';

const NOBODY = 0;

/** What a password was verified against: any change of user or password changes one of these. */
export interface CredentialFacts {
  readonly accountId: number;
  readonly accountVersion: number;
  readonly credentialId: number;
  readonly credentialVersion: number;
}

export interface Verification {
  readonly right: boolean;
  /** Absent when there is nothing to remember: a wrong password, or a hash that was replaced just now. */
  readonly facts?: CredentialFacts;
}

/**
 * Whether a password is the account's. Takes as long for an unknown login, or a user without a password, as for a wrong
 * password. A hash of phpass takes a time of its own, until the right password is given and gets a hash of ours
 * (Rukovoditel contract 3.12).
 */
export async function verifyCredential(crm: Crm, account: Account | undefined, password: string): Promise<Verification> {
  const credential = await readCredential(crm, account?.id ?? NOBODY);
  const stored = credential === undefined ? NO_PASSWORD : (textAt(credential, 'password_hash') ?? NO_PASSWORD);
  const right = await verifyPassword(password, stored);
  if (!right || account === undefined || credential === undefined) return { right: false };
  if (!isPhpass(stored)) return { right, facts: factsOf(account, credential) };
  await replaceHash(crm, account, stored, await hashPassword(password));
  return { right };
}

/** The facts as they are stored now; undefined when the user has no password any more. */
export async function readFacts(crm: Crm, account: Account): Promise<CredentialFacts | undefined> {
  const credential = await readCredential(crm, account.id);
  return credential === undefined ? undefined : factsOf(account, credential);
}

function factsOf(account: Account, credential: CrmRecord): CredentialFacts {
  return { accountId: account.id, accountVersion: account.record.version, credentialId: credential.id, credentialVersion: credential.version };
}

/** Leaves a password alone that was changed meanwhile. A store that cannot write now refuses nobody: the next call tries. */
async function replaceHash(crm: Crm, account: Account, old: string, hash: string): Promise<void> {
  try {
    await crm.write({ userId: account.id, face: 'password', keyId: null }, async (draft) => {
      const credential = await readCredential(crm, account.id);
      if (credential?.['password_hash'] === old) draft.update('credential', credential, { password_hash: hash });
    });
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
  }
}
