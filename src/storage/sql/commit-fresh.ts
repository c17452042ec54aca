import { CrmError } from '../../core/errors.ts';
import type { CommitOutcome } from '../../core/storage.ts';

/** What engines say of a column that is not there, or is of another type: nothing was written then. */
const OTHER_COLUMNS: ReadonlySet<string> = new Set(['42703', '42804', '22P02', 'SQLITE_ERROR']);

/**
 * Commits what was compiled by the entities of a revision. Where it fails on columns because those have changed places
 * since (`ask` tells the revision of the store), it is a conflict like any other.
 */
export async function commitFresh(revision: number, ask: () => number | Promise<number>, commit: () => Promise<CommitOutcome>): Promise<CommitOutcome> {
  try {
    return await commit();
  } catch (error) {
    const outdated = error instanceof CrmError && OTHER_COLUMNS.has(error.facts.reason ?? '');
    if (!outdated || (await ask()) === revision) throw error;
    return { done: false, reason: 'conflict' };
  }
}
