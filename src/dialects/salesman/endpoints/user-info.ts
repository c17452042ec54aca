import type { Account } from '../../../core/accounts/account.ts';
import { textAt } from '../../../core/values.ts';
import type { Answer, Call } from '../call.ts';
import { textOf } from '../client/identify.ts';
import { joined } from '../client/present-list.ts';
import { presentUser } from '../present-user.ts';
import { WireError } from '../transport/envelope.ts';
import { member } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asId } from '../transport/values.ts';

/** `user/info`: one user by `uid`, `user` (login) or `iduser`, looked at in this order (SalesMan contract 2.7.1). */
export async function userInfo(call: Call): Promise<Answer> {
  const account = findAccount(call);
  if (account === undefined) throw new WireError({ code: 404, text: 'Пользователь не найден' });
  const { record, role } = account;
  const { iduser, uid, oid, title, login, email, active } = presentUser(call.directory, account);
  return {
    data: {
      iduser, uid, oid, title, login, active,
      tip: role.title,
      user_post: textAt(record, 'post'),
      email,
      phone: joined(record, 'phones'),
      phone_in: textAt(record, 'extension'),
      mob: joined(record, 'mobiles'),
    },
  };
}

function findAccount(call: Call): Account | undefined {
  const { directory, parameters } = call;
  const [uid, login] = [textOf(call, 'uid'), textOf(call, 'user')];
  if (uid !== undefined) return directory.accounts.find((account) => textAt(account.record, 'external_id') === uid);
  if (login !== undefined) return directory.accountByLogin(login);
  const id = settle(asId(member(parameters, 'iduser')), 'iduser');
  if (id === null || id === undefined) throw new WireError({ code: 405, text: 'Отсутствуют параметры' });
  return directory.account(id);
}
