import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { shownTo } from '../permissions/field-rights.ts';
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

/** One whole record that the caller may see. Missing, deleted and hidden are one answer: CrmError `not_found`. */
export async function readRecord(crm: Crm, context: Context, entity: string, id: number): Promise<CrmRecord> {
  const directory = await crm.directory();
  const definition = directory.catalog.entity(entity);
  const record = await crm.storage.readRecord(entity, id);
  if (record === undefined || !(await seesRecord(crm.storage, directory, context.account, definition, record))) throw new CrmError('not_found', { entity, id });
  return record;
}
