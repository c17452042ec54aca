import type { Account } from '../../core/accounts/account.ts';
import type { Directory } from '../../core/directory.ts';
import { numberAt, textAt } from '../../core/values.ts';
import { joined } from './client/present-list.ts';

/** The keys that `user/list` and `user/info` share (SalesMan contract 2.7). */
export function presentUser(directory: Directory, { id, login, name, active, record }: Account) {
  const department = directory.dictionary('department').byId(numberAt(record, 'department') ?? 0);
  return {
    iduser: id,
    uid: textAt(record, 'external_id'),
    // PHP's `false` stands for "no department" and clients test for it (SalesMan contract 2.0.2).
    oid: (department === undefined ? null : textAt(department, 'external_id')) ?? false,
    title: name,
    login,
    email: joined(record, 'emails'),
    active: active ? 'yes' : 'no',
  };
}
