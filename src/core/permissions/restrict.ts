import type { Account } from '../accounts/account.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { EVERYTHING, NOTHING, oneOf, type Filter } from '../query/filter.ts';
import { matches } from '../query/matches.ts';
import type { CrmRecord } from '../values.ts';
import { visibleOwners } from './visible-owners.ts';

/**
 * The one policy point: the condition under which an account sees a record of an entity. Lists, counts, searches,
 * reads by id and writes all pass it. Internal entities (keys, password hashes) are seen by nobody.
 */
export function visibleTo(directory: Directory, account: Account, entity: EntityDefinition): Filter {
  if (entity.kind === 'internal') return NOTHING;
  if (entity.owner === undefined) return EVERYTHING;
  const owners = visibleOwners(directory, account);
  return owners === 'all' ? EVERYTHING : oneOf(entity.owner, owners);
}

/** Whether the account sees this record. */
export function canSee(directory: Directory, account: Account, entity: EntityDefinition, record: CrmRecord): boolean {
  return (record['deleted_at'] ?? null) === null && matches(entity, visibleTo(directory, account, entity), record);
}
