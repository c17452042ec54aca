import { authorOf } from '../../../core/context.ts';
import { createUsers } from '../../../core/accounts/create-user.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { reachedBy } from '../../../core/query/filter.ts';
import type { Parameters } from '../../transport/parameters.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { EMAIL_EMPTY, EMAIL_TAKEN, USERNAME_EMPTY, USERNAME_TAKEN } from '../transport/texts.ts';
import { numberAt } from '../../../core/values.ts';
import { readUserChange } from './read-user.ts';
import { readValues } from './read-values.ts';

const ADMINISTRATOR_ROLE = 'administrator';

/**
 * `insert` of entity 1 registers a user (Rukovoditel contract 2.5). Without a password the user cannot sign in until one
 * is set; the product sends no mail, so `notify` and `login_url` have no effect. Of several users all are made or none.
 */
export async function registerUser(call: ActionCall, entity: WireEntity, items: readonly Parameters[]): Promise<ActionAnswer> {
  const users = await Promise.all(items.map((item) => readUser(call, entity, item)));
  for (const user of users) await refuseTaken(call, user);
  const mails = users.map(({ email }) => email.toLowerCase());
  if (new Set(mails).size < mails.length) throw new ApiError(EMAIL_TAKEN);
  const ids = await createUsers(call.crm, authorOf(call.context), users.map(({ values, role, password }) => ({ values, ...(role === undefined ? {} : { role }), ...(password === undefined ? {} : { password }) })));
  return { data: { id: ids.join(',') } };
}

interface NewUser {
  readonly values: Readonly<Record<string, unknown>>;
  readonly login: string;
  readonly email: string;
  readonly role: string | undefined;
  readonly password: string | undefined;
}

async function readUser(call: ActionCall, entity: WireEntity, item: Parameters): Promise<NewUser> {
  const { data, password, administrator } = readUserChange(call, item);
  const { inputs } = await readValues(call, entity, data);
  const text = (name: string): string => (typeof inputs[name] === 'string' ? inputs[name].trim() : '');
  const [email] = Array.isArray(inputs['emails']) ? inputs['emails'].map(String) : [];
  const login = text('login');
  const { role: roleId, ...values } = inputs;
  return {
    login, email: email?.trim() ?? '', password,
    role: administrator === true ? ADMINISTRATOR_ROLE : roleCode(call, roleId),
    values: { ...values, login, administrator: administrator === true, name: [text('first_name'), text('last_name')].filter((part) => part !== '').join(' ') || login },
  };
}

/** Without a group it is the one that new users get: the first of the application's own groups, else the core's standard. */
function roleCode({ directory }: ActionCall, roleId: unknown): string | undefined {
  const named = directory.roles.find(({ id }) => id === roleId);
  return (named ?? directory.roles.find(({ record }) => numberAt(record, 'number') !== null))?.code;
}

async function refuseTaken({ crm, context, directory }: ActionCall, { login, email }: NewUser): Promise<void> {
  if (login === '') throw new ApiError(USERNAME_EMPTY);
  if (email === '') throw new ApiError(EMAIL_EMPTY);
  if (directory.accountByLogin(login) !== undefined) throw new ApiError(USERNAME_TAKEN);
  const found = await listRecords(crm, context, { entity: 'user', filter: reachedBy('email', email), sort: { field: 'id', descending: false }, offset: 0, limit: 1, fields: [] });
  if (found.length > 0) throw new ApiError(EMAIL_TAKEN);
}
