import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { Eventual } from '../eventual.ts';
import { shownTo } from '../permissions/field-rights.ts';
import { visibleTo } from '../permissions/restrict.ts';
import { rightsOn } from '../permissions/rights.ts';
import { seesRecord } from '../permissions/visible-records.ts';
import type { CrmRecord } from '../values.ts';

/** One record that the caller may see, without the fields that are hidden from him. CrmError `not_found` as below. */
export async function readShown(crm: Crm, context: Context, entity: string, id: number): Promise<CrmRecord> {
  const directory = await crm.directory();
  const record = await readRecord(crm, context, entity, id);
  const definition = directory.catalog.entity(entity);
  return shownTo(definition, rightsOn(directory, context.account, definition), record);
}

/**
 * One record that the caller may see, of these fields at least: the others need not be read where nothing depends on them.
 * Give the same list each time. CrmError `not_found` as below.
 */
export function readPart(crm: Crm, context: Context, entity: string, id: number, fields: readonly string[]): Eventual<CrmRecord> {
  const directory = crm.directory();
  return directory instanceof Promise ? directory.then((loaded) => readPartBy(loaded, crm, context, entity, id, fields)) : readPartBy(directory, crm, context, entity, id, fields);
}

function readPartBy(directory: Directory, crm: Crm, context: Context, entity: string, id: number, fields: readonly string[]): Eventual<CrmRecord> {
  const definition = directory.catalog.entity(entity);
  if (definition.parent !== undefined || visibleTo(directory, context.account, definition).kind !== 'all') return readRecord(crm, context, entity, id);
  const living = (record: CrmRecord | undefined): CrmRecord => {
    if (record === undefined || (record['deleted_at'] ?? null) !== null) throw new CrmError('not_found', { entity, id });
    return record;
  };
  const record = crm.storage.readRecord(entity, id, withDeletion(fields));
  return record instanceof Promise ? record.then(living) : living(record);
}

const WITH_DELETION = new WeakMap<readonly string[], readonly string[]>();

function withDeletion(fields: readonly string[]): readonly string[] {
  const known = WITH_DELETION.get(fields) ?? [...fields, 'deleted_at'];
  WITH_DELETION.set(fields, known);
  return known;
}

/** One whole record that the caller may see. Missing, deleted and hidden are one answer: CrmError `not_found`. */
export async function readRecord(crm: Crm, context: Context, entity: string, id: number): Promise<CrmRecord> {
  const directory = await crm.directory();
  const definition = directory.catalog.entity(entity);
  const record = await crm.storage.readRecord(entity, id);
  if (record === undefined || !(await seesRecord(crm.storage, directory, context.account, definition, record))) throw new CrmError('not_found', { entity, id });
  return record;
}
