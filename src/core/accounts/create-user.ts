import type { Author, NewId } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { filterInputs } from '../filters/filter-inputs.ts';
import { acceptValues, type FieldInputs } from '../records/accept-values.ts';
import { checkBranches } from '../records/check-branches.ts';
import { checkLinks } from '../records/check-links.ts';
import { planCreate } from '../records/plan.ts';
import { matchKey } from '../text/fold.ts';
import { hashPassword } from './secrets.ts';

export const MIN_PASSWORD_LENGTH = 8;
const NOBODY = 0;

export interface NewUser {
  readonly values: FieldInputs;
  /** The code of the role, `sales_manager` unless said. */
  readonly role?: string;
  /** Absent: the user cannot sign in by password until one is set. */
  readonly password?: string;
}

/** Adds a user. Refuses a login in use (`duplicate`), an unknown role and a short password (`invalid`). */
export async function createUser(crm: Crm, author: Author, user: NewUser): Promise<number> {
  const hash = await hashOf(user);
  const written = await crm.write(author, (draft, directory) => planUser(crm, draft, directory, user, hash));
  return written.idOf(written.decision);
}

/** Adds users, all of them or none; refuses as `createUser` does, and two of one login. */
export async function createUsers(crm: Crm, author: Author, users: readonly NewUser[]): Promise<readonly number[]> {
  const hashes = await Promise.all(users.map(hashOf));
  const written = await crm.write(author, async (draft, directory) => {
    const ids: NewId[] = [];
    const logins = new Set<string>();
    for (const [index, user] of users.entries()) {
      const login = matchKey(String(user.values['login']));
      if (logins.has(login)) throw new CrmError('duplicate', { entity: 'user', title: String(user.values['login']) });
      logins.add(login);
      ids.push(await planUser(crm, draft, directory, user, hashes[index]));
    }
    return ids;
  });
  return written.decision.map(written.idOf);
}

async function hashOf({ password }: NewUser): Promise<string | undefined> {
  return password === undefined ? undefined : hashPassword(checkedPassword(password));
}

async function planUser(crm: Crm, draft: Draft, directory: Directory, user: NewUser, hash: string | undefined): Promise<NewId> {
  const definition = directory.catalog.entity('user');
  const role = directory.roles.find((known) => known.code === (user.role ?? 'sales_manager'));
  if (role === undefined) throw new CrmError('invalid', { entity: 'user', faults: [{ field: 'role', fault: 'unknown_value' }] });
  const filtered = await filterInputs(crm, draft.author, definition, user.values);
  const accepted = acceptValues(definition, { active: true, ...filtered, role: role.id }, { whole: true });
  const maker = directory.account(draft.author.userId ?? NOBODY);
  const values = maker === undefined ? accepted : checkBranches(maker, definition, accepted);
  const taken = directory.accountByLogin(String(values['login']));
  if (taken !== undefined) throw new CrmError('duplicate', { entity: 'user', id: taken.id, title: taken.login });
  await checkLinks(crm.storage, directory, definition, values);
  const id = planCreate(draft, directory, definition, values);
  if (hash !== undefined) draft.insert('credential', { user: id, password_hash: hash });
  return id;
}

/** The password, or CrmError `invalid` when it is too short to be one. */
export function checkedPassword(password: string): string {
  if (password.length < MIN_PASSWORD_LENGTH) throw new CrmError('invalid', { entity: 'user', faults: [{ field: 'password', fault: 'out_of_range', limit: MIN_PASSWORD_LENGTH }] });
  return password;
}
