import type { Crm } from '../crm.ts';
import { matchKey } from '../text/fold.ts';
import type { Account } from './account.ts';
import { createGuessGuard, type Caller, type GuessGuard } from './guess-guard.ts';
import { PASSWORD_LIMITS, type PasswordLimits } from './password-limits.ts';
import { createRememberedCredentials, type RememberedCredentials } from './remembered-credentials.ts';
import { createTurns, type Turns } from './turns.ts';
import { verifyCredential } from './verify-credential.ts';

const MAX_LENGTH = 1000;

/** `inactive` is said only to who knows the password; `slow_down` says nothing of it, and when to come again. */
export type PasswordAnswer =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly reason: 'wrong' | 'inactive' | 'slow_down'; readonly retryAfterSeconds?: number };

/** The check of a password by programs that send one with every call. */
export interface PasswordCheck {
  /** Who has this login and password; `address` is where the call comes from, by which guessing is slowed down. */
  check(login: string, password: string, address: string): Promise<PasswordAnswer>;
}

export interface PasswordCheckParts {
  readonly crm: Crm;
  readonly limits?: Partial<PasswordLimits>;
}

interface Workshop {
  readonly crm: Crm;
  readonly guard: GuessGuard;
  readonly remembered: RememberedCredentials;
  readonly turns: Turns;
}

interface Try {
  readonly login: string;
  readonly password: string;
  readonly caller: Caller;
  readonly digest: string;
}

const WRONG: PasswordAnswer = Object.freeze({ ok: false, reason: 'wrong' });

/**
 * Makes the check that one process shares: it remembers what was verified, counts what failed, and computes few hashes at
 * once. Changes of this process count at once, those of others within a second, as the directory's do.
 */
export function createPasswordCheck({ crm, limits = {} }: PasswordCheckParts): PasswordCheck {
  const all = { ...PASSWORD_LIMITS, ...limits };
  const guard = createGuessGuard(all);
  const remembered = createRememberedCredentials(crm, all);
  const shop = { crm, guard, remembered, turns: createTurns({ running: all.computations, waiting: all.waiting }) };
  const share = createShare();
  return {
    async check(login, password, address) {
      if (!isPlausible(login) || !isPlausible(password)) return WRONG;
      const directory = await crm.directory();
      const caller = { login: matchKey(login), address };
      const wait = guard.ownWait(caller, crm.clock());
      if (wait > 0) return slowDown(wait);
      const digest = remembered.digest(caller.login, password);
      const known = await remembered.find(digest, login, directory);
      if (known !== undefined) return welcome(guard, caller, known);
      // A call after a change never shares the answer of one before it.
      return share(JSON.stringify([directory.epoch, digest, address]), () => examine(shop, { login, password, caller, digest }));
    },
  };
}

function isPlausible(text: string): boolean {
  return text !== '' && text.length <= MAX_LENGTH;
}

function slowDown(retryAfterSeconds: number): PasswordAnswer {
  return { ok: false, reason: 'slow_down', retryAfterSeconds };
}

function welcome(guard: GuessGuard, caller: Caller, account: Account): PasswordAnswer {
  guard.succeeded(caller);
  return account.active ? { ok: true, account } : { ok: false, reason: 'inactive' };
}

async function examine(shop: Workshop, attempt: Try): Promise<PasswordAnswer> {
  const wait = shop.guard.wait(attempt.caller, shop.crm.clock());
  if (wait > 0) return putOff(shop, attempt, wait);
  return shop.turns.take(() => verify(shop, attempt)) ?? putOff(shop, attempt, 1);
}

/**
 * Not being a remembered password is an answer too: unless it counted, the remembered ones could be guessed at full speed
 * while others keep the login closed. Unknown logins have none, and would only push others out of memory.
 */
async function putOff({ crm, guard }: Workshop, { login, caller }: Try, wait: number): Promise<PasswordAnswer> {
  if ((await crm.directory()).accountByLogin(login) !== undefined) guard.putOff(caller, crm.clock());
  return slowDown(wait);
}

/** Asks the store itself for its newest, because the command line may have added or blocked the user a moment ago. */
async function verify(shop: Workshop, attempt: Try): Promise<PasswordAnswer> {
  const { crm, guard, remembered } = shop;
  const wait = guard.wait(attempt.caller, crm.clock());
  if (wait > 0) return putOff(shop, attempt, wait);
  await crm.storage.directoryEpoch('fresh');
  const directory = await crm.directory();
  const account = directory.accountByLogin(attempt.login);
  const { right, facts } = await verifyCredential(crm, account, attempt.password);
  if (account === undefined || !right) {
    guard.failed(attempt.caller, crm.clock());
    return WRONG;
  }
  if (facts !== undefined) remembered.remember(attempt.digest, directory, facts);
  return welcome(guard, attempt.caller, account);
}

/** Calls that ask the same while it is being found out get the same answer. */
function createShare(): (name: string, find: () => Promise<PasswordAnswer>) => Promise<PasswordAnswer> {
  const running = new Map<string, Promise<PasswordAnswer>>();
  return (name, find) => {
    const found = running.get(name) ?? find().finally(() => running.delete(name));
    running.set(name, found);
    return found;
  };
}
