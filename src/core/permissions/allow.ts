import type { Account } from '../accounts/account.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import type { CrmRecord } from '../values.ts';
import { matches } from '../query/matches.ts';
import { changeableBy, deletableBy } from './restrict.ts';
import { rightsOn, type EntityRights } from './rights.ts';
import { stateRights } from './state-rules.ts';

/** Refuses (`forbidden`) whom the entity as a whole is closed to; gives his rights. */
export function allowReading(directory: Directory, account: Account, entity: EntityDefinition): EntityRights {
  const rights = rightsOn(directory, account, entity);
  if (rights.read === 'none' || entity.kind === 'internal' || entity.kind === 'part' || entity.removed === true) throw new CrmError('forbidden', { entity: entity.name });
  return rights;
}

/** Refuses (`forbidden`) who may not add records; gives his rights. */
export function allowCreating(directory: Directory, account: Account, entity: EntityDefinition): EntityRights {
  const rights = rightsOn(directory, account, entity);
  if (!rights.create || entity.kind === 'internal' || entity.kind === 'part' || entity.removed === true) throw new CrmError('forbidden', { entity: entity.name });
  return rights;
}

/** Whether the account may change a record it sees: by its rights and by the record's state. */
export function mayUpdate(directory: Directory, account: Account, entity: EntityDefinition, record: CrmRecord): boolean {
  return mayTouch(account, entity, record) && matches(entity, changeableBy(directory, account, entity), record) && stateRights(directory, account, entity, record).update;
}

/** Whether the account may delete a record it sees. */
export function mayDelete(directory: Directory, account: Account, entity: EntityDefinition, record: CrmRecord): boolean {
  return mayTouch(account, entity, record) && matches(entity, deletableBy(directory, account, entity), record) && stateRights(directory, account, entity, record).delete;
}

/** Administrators are changed by administrators alone, whatever rights a role was given to users. */
function mayTouch(account: Account, entity: EntityDefinition, record: CrmRecord): boolean {
  return account.administrator || entity.name !== 'user' || record['administrator'] !== true;
}

const ADMINISTRATOR_FIELDS: readonly string[] = ['administrator'];

/** The fields an account may not write: those it does not see, those it only sees, and those the state closes. */
export function closedFields(directory: Directory, account: Account, entity: EntityDefinition, record?: CrmRecord): ReadonlySet<string> {
  const { hidden, fixed } = rightsOn(directory, account, entity);
  const reserved = entity.name === 'user' && !account.administrator ? ADMINISTRATOR_FIELDS : [];
  return new Set([...hidden, ...fixed, ...reserved, ...(record === undefined ? [] : stateRights(directory, account, entity, record).fixed)]);
}
