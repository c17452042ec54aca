import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { canSee } from '../permissions/restrict.ts';
import type { CrmRecord } from '../values.ts';

/** One record that the caller may see. Missing, deleted and hidden are one answer: CrmError `not_found`. */
export async function readRecord(crm: Crm, context: Context, entity: string, id: number): Promise<CrmRecord> {
  const directory = await crm.directory();
  const definition = directory.catalog.entity(entity);
  const record = await crm.storage.readRecord(entity, id);
  if (record === undefined || !canSee(directory, context.account, definition, record)) throw new CrmError('not_found', { entity, id });
  return record;
}
