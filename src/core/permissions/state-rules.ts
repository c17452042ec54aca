import type { Account } from '../accounts/account.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { listAt, numberAt, textAt, type CrmRecord } from '../values.ts';

/** What the state of a record leaves of an account's rights to it. */
export interface StateRights {
  readonly update: boolean;
  readonly delete: boolean;
  readonly fixed: ReadonlySet<string>;
}

const UNTOUCHED: StateRights = { update: true, delete: true, fixed: new Set() };

/** The rules for this account's role whose state the record is in; several leave what all of them leave. */
export function stateRights(directory: Directory, account: Account, entity: EntityDefinition, record: CrmRecord): StateRights {
  if (account.administrator || directory.stateRules.length === 0) return UNTOUCHED;
  return directory.stateRules.filter((rule) => concerns(rule, account, entity, record)).reduce<StateRights>((rights, rule) => ({
    update: rights.update && rule['update'] === true,
    delete: rights.delete && rule['delete'] === true,
    fixed: new Set([...rights.fixed, ...listAt(rule, 'fixed')]),
  }), UNTOUCHED);
}

function concerns(rule: CrmRecord, account: Account, entity: EntityDefinition, record: CrmRecord): boolean {
  if (textAt(rule, 'entity') !== entity.name || !listAt(rule, 'roles').includes(String(account.role.id))) return false;
  const state = numberAt(record, textAt(rule, 'field') ?? '');
  return state !== null && listAt(rule, 'options').includes(String(state));
}
