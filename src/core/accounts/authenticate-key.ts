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
  if (key === undefined || !keyWorks(directory, face, key, now)) return { ok: false, wrong: 'key' };
  const account = login === undefined ? directory.account(key.ownerId) : directory.accountByLogin(login);
  if (account === undefined || !speaksFor(directory, key, account)) return { ok: false, wrong: 'login' };
  return mayUseFace(account, face) ? { ok: true, key, account } : { ok: false, wrong: 'face', key, account };
}

/** Whether a key opens the face now: it has not expired, and its owner is at work. */
export function keyWorks(directory: Directory, face: string, key: ApiKey, now: number): boolean {
  const opens = key.faces.length === 0 || key.faces.includes(face);
  return opens && (key.expiresAt === null || key.expiresAt > now) && directory.account(key.ownerId)?.active === true;
}

/** Whether a program with a key that works may act as this account: the owner's own, or another with a key that speaks for all. */
export function speaksFor(directory: Directory, key: ApiKey, account: Account): boolean {
  if (!account.active) return false;
  return account.id === key.ownerId || (key.speaksForAll && directory.account(key.ownerId)?.administrator === true);
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
