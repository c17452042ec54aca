import type { Account } from '../accounts/account.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { allOf, oneOf, type Filter } from '../query/filter.ts';
import type { Storage } from '../storage.ts';
import { numberAt, type CrmRecord } from '../values.ts';
import { canSee, visibleTo } from './restrict.ts';
import { rightsOn } from './rights.ts';

/** So many records of a parent entity may concern one person; an engine binds no more values to a statement. */
const MAX_PARENTS = 30_000;

/** The parent entity, when it limits what the account sees of its parts: where it sees only some of the parents. */
function limitingParent(directory: Directory, account: Account, entity: EntityDefinition): EntityDefinition | undefined {
  const target = entity.fields.find(({ name }) => name === entity.parent)?.settings.entity;
  if (target === undefined || account.administrator || !directory.catalog.has(target)) return undefined;
  const parent = directory.catalog.entity(target);
  // No right at all to the parent entity does not by itself hide its parts: the role was given them apart.
  if (rightsOn(directory, account, parent).read === 'none') return undefined;
  const limited = visibleTo(directory, account, parent).kind !== 'all' || limitingParent(directory, account, parent) !== undefined;
  return limited ? parent : undefined;
}

/** Whether an account sees every record of an entity: nothing limits it, neither its rights, owners and branches nor a parent. */
export function seesWhole(directory: Directory, account: Account, entity: EntityDefinition): boolean {
  return visibleTo(directory, account, entity).kind === 'all' && limitingParent(directory, account, entity) === undefined;
}

/** What an account sees of an entity, as a condition for lists and counts: its own rights, and those to the parents. */
export async function visibleRecords(storage: Storage, directory: Directory, account: Account, entity: EntityDefinition): Promise<Filter> {
  const own = visibleTo(directory, account, entity);
  const parent = limitingParent(directory, account, entity);
  if (own.kind === 'none' || parent === undefined || entity.parent === undefined) return own;
  const seen = await visibleRecords(storage, directory, account, parent);
  if (seen.kind === 'all') return own;
  const parents = await storage.findRecords({ entity: parent.name, filter: seen, sort: { field: 'id', descending: false }, offset: 0, limit: MAX_PARENTS + 1, fields: [] });
  if (parents.length > MAX_PARENTS) throw new CrmError('too_large', { entity: parent.name, reason: `more than ${MAX_PARENTS} parents` });
  return allOf(own, oneOf(entity.parent, parents.map(({ id }) => id)));
}

/** Whether an account sees a record it holds, its parents included. */
export async function seesRecord(storage: Storage, directory: Directory, account: Account, entity: EntityDefinition, record: CrmRecord): Promise<boolean> {
  if (!canSee(directory, account, entity, record)) return false;
  const parent = limitingParent(directory, account, entity);
  if (parent === undefined || entity.parent === undefined) return true;
  const id = numberAt(record, entity.parent);
  const above = id === null ? undefined : await storage.readRecord(parent.name, id);
  return above !== undefined && seesRecord(storage, directory, account, parent, above);
}
