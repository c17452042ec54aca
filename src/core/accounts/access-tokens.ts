import { createHash, randomBytes } from 'node:crypto';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { allOf, equals, type Filter } from '../query/filter.ts';
import { numberAt, textAt, type CrmRecord } from '../values.ts';
import type { Account } from './account.ts';
import { keyWorks, speaksFor } from './authenticate-key.ts';
import { keepNewest } from './keep-newest.ts';

/** Who shows a token: the account, and the key that the token was given for. */
export interface TokenBearer {
  readonly account: Account;
  readonly keyId: number;
}

/** Tokens of a short life, which a program is given for its key and shows with every call. */
export interface AccessTokens {
  /** A new token: 32 hexadecimal digits. The account's other tokens stay as they are. */
  issue(account: Account, keyId: number): Promise<string>;
  /** Who shows it; undefined where it opens nothing (any more). Whether his role may use the face is for `mayUseFace` to say. */
  verify(token: string): Promise<TokenBearer | undefined>;
}

export interface AccessTokenParts {
  readonly crm: Crm;
  /** The only API language that the tokens open. */
  readonly face: string;
  /** How long a token lives, in milliseconds from its issue; use does not extend it. */
  readonly lifeMs: number;
}

/** What is remembered of a stored token. */
interface Stored {
  readonly userId: number;
  readonly keyId: number;
  /** By which the directory knows the key. */
  readonly keyHash: string;
  readonly expiresAt: number;
}

const TOKEN_BYTES = 16;
const SHAPE = /^[0-9a-f]{32}$/u;
const MAX_REMEMBERED = 10_000;
/** So many are cleared away at a login: far more than one login adds. */
const MAX_CLEARED = 100;

/**
 * The tokens of one API language. They are stored as hashes, so that they open it in every process and after a restart;
 * one that was shown before costs no read. A token opens nothing once its time is over, its key is revoked or has expired,
 * or the account or the key's owner is blocked: at once for changes of this process, within a second for those of others.
 */
export function createAccessTokens({ crm, face, lifeMs }: AccessTokenParts): AccessTokens {
  const remembered = new Map<string, Stored>();

  const bearer = (directory: Directory, { userId, keyId, keyHash }: Stored): TokenBearer | undefined => {
    const account = directory.account(userId);
    const key = directory.keyByHash(keyHash);
    if (account === undefined || key?.id !== keyId) return undefined;
    return keyWorks(directory, face, key, crm.clock()) && speaksFor(directory, key, account) ? { account, keyId } : undefined;
  };
  return {
    async issue({ id }, keyId) {
      const token = randomBytes(TOKEN_BYTES).toString('hex');
      await crm.write({ userId: id, face, keyId }, async (draft) => {
        // Logins at the same moment would clear away the same rows: one of them is enough.
        if (draft.attempt === 0) await clearExpired(crm, draft, id);
        draft.insert('access_token', { digest: digestOf(token), user: id, key: keyId, face, expires_at: crm.clock() + lifeMs });
      });
      return token;
    },
    async verify(token) {
      if (!SHAPE.test(token)) return undefined;
      const digest = digestOf(token);
      const stored = remembered.get(digest) ?? (await readStored(crm, face, digest));
      if (stored === undefined) return undefined;
      const lives = stored.expiresAt > crm.clock();
      const found = lives ? (bearer(await crm.directory(), stored) ?? bearer(await newest(crm), stored)) : undefined;
      if (found === undefined) remembered.delete(digest);
      else if (!remembered.has(digest)) keepNewest(remembered, digest, stored, MAX_REMEMBERED);
      return found;
    },
  };
}

/** What is random needs no slow hash. */
function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Another process may have made the user or the key a moment ago. */
async function newest(crm: Crm): Promise<Directory> {
  await crm.storage.directoryEpoch('fresh');
  return crm.directory();
}

async function readStored(crm: Crm, face: string, digest: string): Promise<Stored | undefined> {
  const [found] = await findTokens(crm, equals('digest', digest), 1);
  if (found === undefined || found['face'] !== face) return undefined;
  const [userId, keyId, expiresAt] = [numberAt(found, 'user'), numberAt(found, 'key'), numberAt(found, 'expires_at')];
  const keyHash = keyId === null ? null : await readKeyHash(crm, keyId);
  return userId === null || keyId === null || expiresAt === null || keyHash === null ? undefined : { userId, keyId, expiresAt, keyHash };
}

async function readKeyHash(crm: Crm, keyId: number): Promise<string | null> {
  const key = await crm.storage.readRecord('api_key', keyId);
  return key === undefined ? null : textAt(key, 'hash');
}

/** Removes rows of the account whose time is over, so that the table does not grow by its logins. */
async function clearExpired(crm: Crm, draft: Draft, userId: number): Promise<void> {
  const over: Filter = { kind: 'range', field: 'expires_at', to: { value: crm.clock(), inclusive: true } };
  for (const record of await findTokens(crm, allOf(equals('user', userId), over), MAX_CLEARED)) draft.purge('access_token', record);
}

function findTokens(crm: Crm, filter: Filter, limit: number): Promise<readonly CrmRecord[]> {
  return crm.storage.findRecords({ entity: 'access_token', filter, sort: { field: 'created_at', descending: false }, offset: 0, limit });
}
