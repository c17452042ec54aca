import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { canSee } from '../permissions/restrict.ts';
import type { Directory } from '../directory.ts';
import type { CrmRecord } from '../values.ts';

/** Brings a deleted record back; CrmError `not_found` when there is none that the caller could see. */
export async function restoreRecord(crm: Crm, context: Context, entity: string, id: number): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    const record = await readDeleted(crm, context, directory, entity, id);
    draft.update(entity, record, { deleted_at: null });
    draft.event({ name: `${entity}.restored`, entity, id, data: {} });
  });
}

/** A deleted record that the caller could see if it were not deleted. */
export async function readDeleted(crm: Crm, context: Context, directory: Directory, entity: string, id: number): Promise<CrmRecord> {
  const record = await crm.storage.readRecord(entity, id);
  const deleted = record !== undefined && (record['deleted_at'] ?? null) !== null;
  if (!deleted || !canSee(directory, context.account, directory.catalog.entity(entity), { ...record, deleted_at: null })) {
    throw new CrmError('not_found', { entity, id });
  }
  return record;
}
