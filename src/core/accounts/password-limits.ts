/** How long verified passwords are remembered, how many guesses are answered, how much is computed at once. */
export interface PasswordLimits {
  readonly rememberSeconds: number;
  readonly maxRemembered: number;
  /** Failed tries older than this are forgotten. */
  readonly windowSeconds: number;
  /** Failed tries within the window before one address is slowed at one login… */
  readonly triesPerCaller: number;
  /** …at every login… */
  readonly triesPerAddress: number;
  /** …and one login from every address. */
  readonly triesPerLogin: number;
  readonly maxWaitSeconds: number;
  /** Of each kind of failed tries: callers, addresses, logins. */
  readonly maxCounted: number;
  /** Hashes computed at once: each takes 16 MB and a thread for some 50 milliseconds. */
  readonly computations: number;
  readonly waiting: number;
}

export const PASSWORD_LIMITS: PasswordLimits = Object.freeze({
  rememberSeconds: 300,
  maxRemembered: 1000,
  windowSeconds: 900,
  triesPerCaller: 5,
  triesPerAddress: 20,
  triesPerLogin: 50,
  maxWaitSeconds: 60,
  maxCounted: 10_000,
  computations: 4,
  waiting: 100,
});
