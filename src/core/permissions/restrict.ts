import type { Account } from '../accounts/account.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { allOf, anyOf, equals, EVERYTHING, holdsAny, NOTHING, oneOf, type Filter } from '../query/filter.ts';
import { matches } from '../query/matches.ts';
import type { CrmRecord } from '../values.ts';
import { assignedTo } from './assigned-to.ts';
import { rightsOn } from './rights.ts';
import { visibleOwners } from './visible-owners.ts';

/**
 * The one policy point: the condition under which an account sees a record of an entity. Lists, counts, searches,
 * reads by id and writes all pass it. Internal entities (keys, password hashes) are seen by nobody, parts of a record
 * (comments, files) through their record alone. What lies in a record of a parent entity is limited further by
 * `visibleRecords`.
 */
export function visibleTo(directory: Directory, account: Account, entity: EntityDefinition): Filter {
  if (entity.kind === 'internal' || entity.kind === 'part' || entity.removed === true) return NOTHING;
  const owned = allOf(ownedBy(directory, account, entity), inBranches(account, entity));
  switch (rightsOn(directory, account, entity).read) {
    case 'none': return NOTHING;
    case 'assigned': return allOf(owned, assignedTo(directory, account, entity));
    case 'all': return owned;
  }
}

function ownedBy(directory: Directory, account: Account, entity: EntityDefinition): Filter {
  if (entity.owner === undefined) return EVERYTHING;
  const owners = visibleOwners(directory, account);
  return owners === 'all' ? EVERYTHING : oneOf(entity.owner, owners);
}

/** Who works in some branches sees what belongs to one of them, and what belongs to none; of the branches themselves, his own. */
function inBranches(account: Account, entity: EntityDefinition): Filter {
  if (account.branchIds.length === 0) return EVERYTHING;
  return entity.name === 'branch' ? oneOf('id', account.branchIds) : ofBranches(entity, account.branchIds);
}

/** The records that belong to one of these branches, and those that belong to none. */
export function ofBranches(entity: EntityDefinition, ids: readonly number[]): Filter {
  const field = entity.fields.find(({ name }) => name === entity.branch);
  if (field === undefined) return EVERYTHING;
  return anyOf({ kind: 'empty', field: field.name }, field.type === 'links' ? holdsAny(field.name, ids) : oneOf(field.name, ids));
}

/** The condition under which an account may change a record that it sees. */
export function changeableBy(directory: Directory, account: Account, entity: EntityDefinition): Filter {
  const { update } = rightsOn(directory, account, entity);
  return update === 'none' ? NOTHING : update === 'assigned' ? assignedTo(directory, account, entity) : EVERYTHING;
}

/** The condition under which an account may delete a record that it sees. */
export function deletableBy(directory: Directory, account: Account, entity: EntityDefinition): Filter {
  switch (rightsOn(directory, account, entity).delete) {
    case 'none': return NOTHING;
    case 'own': return equals('created_by', account.id);
    case 'assigned': return assignedTo(directory, account, entity);
    case 'all': return EVERYTHING;
  }
}

/** Whether the account sees this record. */
export function canSee(directory: Directory, account: Account, entity: EntityDefinition, record: CrmRecord): boolean {
  return (record['deleted_at'] ?? null) === null && matches(entity, visibleTo(directory, account, entity), record);
}
