import { absence } from '../changes/draft.ts';
import type { Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { EVERYTHING } from '../query/filter.ts';
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
 * Makes the administrator of an installation where nobody is yet, with password and key, in one transaction: of two
 * processes that start at once one does it. Gives the id, or nothing when somebody is there.
 */
export async function createFirstAdministrator(crm: Crm, author: Author, first: FirstAdministrator): Promise<number | undefined> {
  if ((await crm.directory()).accounts.length > 0) return undefined;
  const hash = await hashPassword(checkedPassword(first.password));
  const secret = checkedKey(first.key);
  const written = await crm.write(author, async (draft, directory) => {
    if (directory.accounts.length > 0) return undefined;
    const role = directory.roles.find((known) => known.code === 'director');
    if (role === undefined) throw new CrmError('not_found', { entity: 'role', title: 'director' });
    draft.claimAbsence(absence('user', EVERYTHING, 'first'));
    const values = acceptValues(directory.catalog.entity('user'), { login: first.login, name: first.name, role: role.id, administrator: true, active: true }, { whole: true });
    const id = planCreate(draft, directory.catalog.entity('user'), values);
    draft.insert('credential', { user: id, password_hash: hash });
    draft.insert('api_key', keyValues(directory, { owner: id, label: first.keyLabel, secret, faces: [], speaksForAll: true }));
    return id;
  });
  return written.decision === undefined ? undefined : written.idOf(written.decision);
}
