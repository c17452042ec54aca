import { absence } from '../changes/draft.ts';
import type { Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { Directory } from '../directory.ts';
import { equals } from '../query/filter.ts';
import { acceptValues } from '../records/accept-values.ts';
import { planCreate } from '../records/plan.ts';
import { checkedKey, keyValues } from './create-key.ts';
import { checkedPassword } from './create-user.ts';
import { hashPassword } from './secrets.ts';

export interface FirstAdministrator {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  /** The secret of a key that opens every face and speaks for all. */
  readonly key: string;
  readonly keyLabel: string;
}

/**
 * Makes the administrator of an installation that has none, with password and key, in one transaction: of two processes
 * that start at once one does it. Gives the id, or nothing when there is one. Refuses (`duplicate`) a login in use.
 */
export async function createFirstAdministrator(crm: Crm, author: Author, first: FirstAdministrator): Promise<number | undefined> {
  if (hasAdministrator(await crm.directory())) return undefined;
  const hash = await hashPassword(checkedPassword(first.password));
  const secret = checkedKey(first.key);
  const written = await crm.write(author, async (draft, directory) => {
    if (hasAdministrator(directory)) return undefined;
    const taken = directory.accountByLogin(first.login);
    if (taken !== undefined) throw new CrmError('duplicate', { entity: 'user', id: taken.id, title: taken.login });
    const role = directory.roles.find((known) => known.code === 'director');
    if (role === undefined) throw new CrmError('not_found', { entity: 'role', title: 'director' });
    draft.claimAbsence(absence('user', equals('administrator', true), 'first'));
    const values = acceptValues(directory.catalog.entity('user'), { login: first.login, name: first.name, role: role.id, administrator: true, active: true }, { whole: true });
    const id = planCreate(draft, directory, directory.catalog.entity('user'), values);
    draft.insert('credential', { user: id, password_hash: hash });
    draft.insert('api_key', keyValues(directory, { owner: id, label: first.keyLabel, secret, faces: [], speaksForAll: true }));
    return id;
  });
  return written.decision === undefined ? undefined : written.idOf(written.decision);
}

function hasAdministrator(directory: Directory): boolean {
  return directory.accounts.some((account) => account.administrator);
}
