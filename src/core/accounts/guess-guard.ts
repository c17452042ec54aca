import { createFailedTries } from './failed-tries.ts';
import type { PasswordLimits } from './password-limits.ts';

/** Who tries a password: the folded login, and where from. */
export interface Caller {
  readonly login: string;
  readonly address: string;
}

/** Slows guessing down. Waits are whole seconds, 0 for none; `now` is milliseconds since 1970 UTC. */
export interface GuessGuard {
  /** What this address has to wait at this login, for its own failures there. */
  ownWait(caller: Caller, now: number): number;
  /** The longest wait that anything imposes: also failures of the address elsewhere, and of others at the login. */
  wait(caller: Caller, now: number): number;
  /** A wrong password. */
  failed(caller: Caller, now: number): void;
  /** A try that was put off: it is held against nobody but this address at this login. */
  putOff(caller: Caller, now: number): void;
  succeeded(caller: Caller): void;
}

/** Counts failed tries by login and address, by address, and by login. */
export function createGuessGuard(limits: PasswordLimits): GuessGuard {
  const own = createFailedTries(limits.triesPerCaller, limits);
  const byAddress = createFailedTries(limits.triesPerAddress, limits);
  const byLogin = createFailedTries(limits.triesPerLogin, limits);
  return {
    ownWait: (caller, now) => own.waitSeconds(nameOf(caller), now),
    wait: (caller, now) => Math.max(own.waitSeconds(nameOf(caller), now), byAddress.waitSeconds(caller.address, now), byLogin.waitSeconds(caller.login, now)),
    failed(caller, now) {
      own.add(nameOf(caller), now);
      byAddress.add(caller.address, now);
      byLogin.add(caller.login, now);
    },
    putOff: (caller, now) => own.add(nameOf(caller), now),
    succeeded: (caller) => own.clear(nameOf(caller)),
  };
}

function nameOf({ login, address }: Caller): string {
  return JSON.stringify([login, address]);
}
