import type { Account } from '../../../core/accounts/account.ts';
import { textAt, type CrmRecord } from '../../../core/values.ts';

/** A person by first and last name where they are known apart, else as the name was written; nothing for nobody. */
export function personName(account: Account | undefined): string {
  return account === undefined ? '' : [firstName(account.record), lastName(account.record)].filter((part) => part !== '').join(' ');
}

/** The first name; of a name that was written in one, its first word. */
export function firstName(record: CrmRecord): string {
  return textAt(record, 'first_name') ?? textAt(record, 'name')?.split(' ')[0] ?? '';
}

/** The last name; of a name that was written in one, all but its first word. */
export function lastName(record: CrmRecord): string {
  if (textAt(record, 'first_name') !== null) return textAt(record, 'last_name') ?? '';
  return textAt(record, 'last_name') ?? textAt(record, 'name')?.split(' ').slice(1).join(' ') ?? '';
}
