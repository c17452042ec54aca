import { TRANSACTION_ABORTED, codeOf } from './translate-error.ts';

/**
 * Waits for all statements sent together, so that none is under way when the next are sent. Throws the error that was
 * the first cause: those behind it fail only because the transaction is aborted.
 */
export async function settleAll<Answer>(statements: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  const settled = await Promise.allSettled(statements);
  const errors: readonly unknown[] = settled.filter((one) => one.status === 'rejected').map(({ reason }) => reason);
  if (errors.length > 0) throw errors.find((error) => codeOf(error) !== TRANSACTION_ABORTED) ?? errors[0];
  return settled.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
}
