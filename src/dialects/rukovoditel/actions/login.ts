import { listAt, textAt } from '../../../core/values.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ADMINISTRATORS, ADMINISTRATORS_TITLE, groupNumber } from '../values/groups.ts';
import { firstName, lastName, personName } from '../values/person-name.ts';

/** `login`: who the caller is; it opens no session (Rukovoditel contract 2.12). */
export async function login({ account, settings }: ActionCall): Promise<ActionAnswer> {
  const { record, role, administrator } = account;
  return {
    data: {
      id: String(account.id),
      group_id: String(administrator ? ADMINISTRATORS : groupNumber(role.record)),
      group_name: administrator ? ADMINISTRATORS_TITLE[settings.language] : role.title,
      username: account.login,
      name: personName(account),
      firstname: firstName(record),
      lastname: lastName(record),
      email: listAt(record, 'emails')[0] ?? '',
      language: textAt(record, 'language') ?? (settings.language === 'ru' ? 'russian.php' : 'english.php'),
    },
  };
}
