import type { Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { planUpdate } from '../records/plan.ts';
import { keepAdministrators } from './keep-administrators.ts';

/**
 * Blocks a user (`active` false: neither password nor keys open anything) or unblocks him; tells whether he was the
 * other before. Refuses an unknown login (`not_found`) and blocking the last administrator at work (`in_use`).
 */
export async function setActive(crm: Crm, author: Author, login: string, active: boolean): Promise<boolean> {
  const written = await crm.write(author, async (draft, directory) => {
    const account = directory.accountByLogin(login);
    if (account === undefined) throw new CrmError('not_found', { entity: 'user', title: login });
    if (account.active === active) return false;
    if (!active) keepAdministrators(draft, directory, [account.id]);
    return planUpdate(draft, directory, directory.catalog.entity('user'), account.record, { active });
  });
  return written.decision;
}
