import { member } from '../../transport/parameters.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readText } from '../transport/read-text.ts';
import { missing } from '../transport/texts.ts';
import { setUserPassword } from './set-user-password.ts';

/** `change_user_password`: the caller's own (Rukovoditel contract 2.12). */
export async function changeUserPassword(call: ActionCall): Promise<ActionAnswer> {
  const password = readText(member(call.parameters, 'new_password')) ?? '';
  if (password === '') throw new ApiError(missing('new_password'));
  await setUserPassword(call, call.account.id, password);
  return { data: { id: String(call.account.id) } };
}
