import type { Answer, Call } from '../call.ts';
import { presentUser } from '../present-user.ts';

/** `user/list`: everybody, those who left included, without pages (SalesMan contract 2.7.2). */
export async function userList({ directory }: Call): Promise<Answer> {
  return { data: directory.accounts.map((account) => presentUser(directory, account)) };
}
