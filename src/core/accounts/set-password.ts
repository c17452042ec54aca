import type { Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { equals } from '../query/filter.ts';
import type { CrmRecord } from '../values.ts';
import { checkedPassword } from './create-user.ts';
import { hashPassword } from './secrets.ts';

/** Sets the password of a user by login; CrmError `not_found` when there is no such login. */
export async function setPassword(crm: Crm, author: Author, login: string, password: string): Promise<void> {
  const hash = await hashPassword(checkedPassword(password));
  await crm.write(author, async (draft, directory) => {
    const account = directory.accountByLogin(login);
    if (account === undefined) throw new CrmError('not_found', { entity: 'user', title: login });
    const credential = await readCredential(crm, account.id);
    if (credential === undefined) draft.insert('credential', { user: account.id, password_hash: hash });
    else draft.update('credential', credential, { password_hash: hash });
  });
}

/** The stored credential of a user, if a password was ever set. */
export async function readCredential(crm: Crm, userId: number): Promise<CrmRecord | undefined> {
  const [found] = await crm.storage.findRecords({
    entity: 'credential', filter: equals('user', userId), sort: { field: 'id', descending: false }, offset: 0, limit: 1,
  });
  return found;
}
