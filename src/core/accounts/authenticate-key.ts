import type { Directory } from '../directory.ts';
import { mayUseFace } from '../permissions/may-use-face.ts';
import { hashApiKey } from './secrets.ts';
import type { Account, ApiKey } from './account.ts';

export type KeyCheck =
  | { readonly ok: true; readonly key: ApiKey; readonly account: Account }
  | { readonly ok: false; readonly wrong: 'key' | 'login' }
  /** Key and login are right, and the role may not use the face. */
  | { readonly ok: false; readonly wrong: 'face'; readonly key: ApiKey; readonly account: Account };

/**
 * Who a program is that shows a key and names a login. The key must open the face and belong to someone at work; the
 * login must be at work too, and be the owner's own unless the key speaks for all, which ends when its owner ceases to be
 * an administrator.
 */
export function authenticateKey(directory: Directory, face: string, secret: string, login: string | undefined, now: number): KeyCheck {
  const key = keyOf(directory, secret);
  const owner = key === undefined ? undefined : directory.account(key.ownerId);
  if (key === undefined || owner?.active !== true || !opens(key, face) || (key.expiresAt !== null && key.expiresAt <= now)) return { ok: false, wrong: 'key' };
  const account = login === undefined ? owner : directory.accountByLogin(login);
  if (account?.active !== true) return { ok: false, wrong: 'login' };
  if (!(key.speaksForAll && owner.administrator) && account.id !== owner.id) return { ok: false, wrong: 'login' };
  return mayUseFace(account, face) ? { ok: true, key, account } : { ok: false, wrong: 'face', key, account };
}

function opens(key: ApiKey, face: string): boolean {
  return key.faces.length === 0 || key.faces.includes(face);
}

const MAX_REMEMBERED = 1000;
const REMEMBERED = new WeakMap<Directory, Map<string, ApiKey>>();

/** Hashing costs as much as a read: keys that were found are remembered as long as the directory they are in. */
function keyOf(directory: Directory, secret: string): ApiKey | undefined {
  const known = REMEMBERED.get(directory) ?? new Map<string, ApiKey>();
  const found = known.get(secret) ?? (secret === '' ? undefined : directory.keyByHash(hashApiKey(secret)));
  if (found === undefined || known.size >= MAX_REMEMBERED) return found;
  REMEMBERED.set(directory, known.set(secret, found));
  return found;
}
