import type { Author } from '../changes/change-set.ts';
import { absence, type Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { allOf, anyOf, equals, type Filter } from '../query/filter.ts';
import { planUpdate } from '../records/plan.ts';
import type { Account } from './account.ts';

/**
 * Blocks a user (`active` false: neither password nor keys open anything) or unblocks him; tells whether he was the
 * other before. Refuses an unknown login (`not_found`) and blocking the last administrator at work (`in_use`).
 */
export async function setActive(crm: Crm, author: Author, login: string, active: boolean): Promise<boolean> {
  const written = await crm.write(author, async (draft, directory) => {
    const account = directory.accountByLogin(login);
    if (account === undefined) throw new CrmError('not_found', { entity: 'user', title: login });
    if (account.active === active) return false;
    if (!active && account.administrator) relyOnAnother(draft, directory, account);
    return planUpdate(draft, directory, directory.catalog.entity('user'), account.record, { active });
  });
  return written.decision;
}

/** Two processes may each block the other's last administrator at once: one of them must decide again. */
function relyOnAnother(draft: Draft, directory: Directory, account: Account): void {
  const other = directory.accounts.find((candidate) => candidate.administrator && candidate.active && candidate.id !== account.id);
  if (other === undefined) throw new CrmError('in_use', { entity: 'user', id: account.id, title: account.login, reason: 'the last administrator at work' });
  draft.claimAbsence(absence('user', isNoLonger(other), 'administrators'));
}

function isNoLonger({ id }: Account): Filter {
  return allOf(equals('id', id), anyOf(equals('active', false), { kind: 'not', filter: equals('administrator', true) }));
}
