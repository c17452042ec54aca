import type { Account } from '../../../core/accounts/account.ts';
import { listAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { readPage } from '../actions/index-action.ts';
import type { Action, Call } from '../call.ts';
import type { Model } from '../model.ts';
import { presentAll } from '../present.ts';
import { listBody } from '../transport/envelope.ts';
import { ID, shown, str } from '../values/fields.ts';
import { readIntegers, readText } from '../values/read-values.ts';

/**
 * alfaCRM contract 3.20: the people at work. Everybody may know his colleagues, so they come from the directory and not
 * from their records, which are for those who manage users.
 */
export const user: Model = {
  path: 'user', className: 'User', entity: 'user', byBranch: false, actions: ['index'], filters: {},
  fields: [
    ID,
    { wire: 'email', field: 'emails', show: emailOf },
    str('name', 'name', { readOnly: true }),
    { wire: 'branch_ids', field: 'branches', show: branchIds },
    shown('pay_account_ids', ({ id }, { directory }) => directory.dictionary('payment_account').items.filter((item) => listAt(item, 'users').includes(String(id))).map((item) => item.id)),
  ],
  own: { index: indexUsers },
};

async function indexUsers(...[call]: Parameters<Action>): ReturnType<Action> {
  const { page, limit } = readPage(call);
  const found = call.directory.accounts.filter((account) => account.active && isAsked(account, call)).toSorted((left, right) => right.id - left.id);
  const items = await presentAll(call, found.slice(page * limit, (page + 1) * limit).map(({ record }) => record));
  return listBody({ total: found.length, page, items });
}

function isAsked({ id, name, record }: Account, { given }: Call): boolean {
  const wanted = given('id');
  const part = (member: string): string => (readText(given(member) ?? '') ?? '').trim().toLowerCase();
  return (wanted === undefined || readIntegers(wanted)?.includes(id) === true)
    && emailOf(record).toLowerCase().includes(part('email'))
    && name.toLowerCase().includes(part('name'));
}

/** The address that letters go to; who has none signs in with his login. */
function emailOf(record: CrmRecord): string {
  return listAt(record, 'emails')[0] ?? textAt(record, 'login') ?? '';
}

/** Who works in no branch in particular works in all. */
function branchIds(record: CrmRecord, { directory }: Call): readonly number[] {
  const own = record['administrator'] === true ? [] : listAt(record, 'branches').map(Number);
  return own.length > 0 ? own : directory.dictionary('branch').items.map(({ id }) => id);
}
