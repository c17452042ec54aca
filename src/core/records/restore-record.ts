import type { Draft } from '../changes/draft.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { mayDelete } from '../permissions/allow.ts';
import { seesRecord } from '../permissions/visible-records.ts';
import { numberAt, type CrmRecord } from '../values.ts';
import { checkUnique } from './check-unique.ts';
import { liesIn } from './plan-delete-tree.ts';

/** So many deleted records of an entity are looked through for parts of a restored one. */
const MAX_DELETED = 20_000;

/** Brings a deleted record back, with what was deleted with it; CrmError `not_found` when there is none that the caller could see. */
export async function restoreRecord(crm: Crm, context: Context, entity: string, id: number): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    const definition = directory.catalog.entity(entity);
    const record = await readDeleted(crm, context, directory, entity, id);
    await planRestoreTree(crm, draft, directory, definition, record);
  });
}

async function planRestoreTree(crm: Crm, draft: Draft, directory: Directory, entity: EntityDefinition, record: CrmRecord): Promise<void> {
  await checkUnique(crm.storage, draft, entity, record, record);
  draft.update(entity.name, record, { deleted_at: null });
  draft.event({ name: `${entity.name}.restored`, entity: entity.name, id: record.id, data: {} });
  for (const part of directory.catalog.entities.filter((other) => liesIn(other, entity))) {
    const deleted = await crm.storage.findDeleted(part.name, MAX_DELETED);
    const together = deleted.filter((child) => numberAt(child, part.parent ?? '') === record.id && child['deleted_at'] === record['deleted_at']);
    for (const child of together) await planRestoreTree(crm, draft, directory, part, child);
  }
}

/** A deleted record that the caller could see, and delete, if it were not deleted. */
export async function readDeleted(crm: Crm, context: Context, directory: Directory, entity: string, id: number): Promise<CrmRecord> {
  const definition = directory.catalog.entity(entity);
  const record = await crm.storage.readRecord(entity, id);
  if (record === undefined || (record['deleted_at'] ?? null) === null) throw new CrmError('not_found', { entity, id });
  const living = { ...record, deleted_at: null };
  if (!(await seesRecord(crm.storage, directory, context.account, definition, living))) throw new CrmError('not_found', { entity, id });
  if (!mayDelete(directory, context.account, definition, living)) throw new CrmError('forbidden', { entity, id });
  return record;
}
