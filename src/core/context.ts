import type { Account } from './accounts/account.ts';
import type { Author } from './changes/change-set.ts';

/** Who asks, and through which door. Passed to every operation; nothing is ambient. */
export interface Context {
  readonly account: Account;
  readonly face: string;
  readonly keyId: number | null;
  /** The product acts by itself: what it writes is nobody's. */
  readonly unattended?: true;
}

/** The stamp of this context on what it writes. */
export function authorOf(context: Context): Author {
  return { userId: context.unattended === true ? null : context.account.id, face: context.face, keyId: context.keyId };
}
