import type { Account } from '../accounts/account.ts';
import type { Directory } from '../directory.ts';

/**
 * Whose records an account sees: `all`, or the ids of their owners. Deactivated people count: their clients stay with
 * their managers. (SalesMan's roles, SalesMan contract 2.0.8, are data in the preset; the levels are these.)
 */
export function visibleOwners(directory: Directory, account: Account): 'all' | readonly number[] {
  if (account.administrator) return 'all';
  switch (account.role.visibility) {
    case 'all': return 'all';
    case 'own': return [account.id];
    case 'reports': return [...new Set([account.id, ...directory.reportsOf(account.id)])];
    case 'two_levels': {
      const reports = directory.reportsOf(account.id);
      return [...new Set([account.id, ...reports, ...reports.flatMap((id) => directory.reportsOf(id))])];
    }
  }
}
