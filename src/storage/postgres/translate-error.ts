import { CrmError } from '../../core/errors.ts';

/** SQLSTATEs that writers of this store meet in good order. */
export const UNIQUE_VIOLATION = '23505';
/** What follows an error inside a transaction; the first error is the one that tells something. */
export const TRANSACTION_ABORTED = '25P02';
/** PostgreSQL chose this transaction to give way to another: the same once more is the cure. */
export const GIVEN_WAY: ReadonlySet<string> = new Set(['40001', '40P01']);

/** An error of the system; or the server ends the connection, has no room for it, or is starting. */
const LOSS = /^(E[A-Z]{3,}|08...|57P0[1-5]|53300)$/u;

/** The SQLSTATE, or the code of the system (`ECONNREFUSED`), or nothing. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether the connection is gone, as opposed to a statement that failed on a good one. */
export function isConnectionLoss(error: unknown): boolean {
  // Faults of ours, and what was translated already.
  if (error instanceof CrmError || error instanceof TypeError) return false;
  const code = codeOf(error);
  // The driver's own errors ("connection terminated") have no code.
  return code === '' || LOSS.test(code);
}

/** What the core hears of any failure of the engine. */
export function toUnavailable(error: unknown): CrmError {
  if (error instanceof CrmError) return error;
  return new CrmError('unavailable', { reason: codeOf(error) || 'the connection to PostgreSQL was lost' }, { cause: error });
}
