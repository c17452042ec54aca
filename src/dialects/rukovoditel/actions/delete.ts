import { authorOf } from '../../../core/context.ts';
import { CrmError } from '../../../core/errors.ts';
import { filterDeletion } from '../../../core/filters/filter-inputs.ts';
import { allowReading, mayDelete } from '../../../core/permissions/allow.ts';
import { planDeleteTree } from '../../../core/records/plan-delete-tree.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { SELF_DELETION } from '../transport/texts.ts';
import { entityOf } from './entity-of.ts';
import { findTargets, readTargets } from './find-targets.ts';
import { readIfThere } from './read-if-there.ts';

/** `delete`: the rows that the criteria name, with all that lies in them (Rukovoditel contract 2.7). */
export async function deleteRows(call: ActionCall): Promise<ActionAnswer> {
  const entity = entityOf(call);
  const { name } = entity.definition;
  const rights = allowReading(call.directory, call.account, entity.definition);
  if (rights.delete === 'none') throw new CrmError('forbidden', { entity: name });
  const ids = await findTargets(call, entity, readTargets(call, entity, rights, 'delete_by_field'));
  if (name === 'user' && ids.includes(call.account.id)) throw new ApiError(SELF_DELETION);
  await filterRows(call, name, ids);
  const deleted: number[] = [];
  for (const id of ids) if (await deleteRow(call, name, id)) deleted.push(id);
  return { data: { id: deleted.join(',') } };
}

/** Each with its parts in one transaction; a row that is gone meanwhile, or closed to the caller, is passed over. */
async function deleteRow({ crm, context, account }: ActionCall, entity: string, id: number): Promise<boolean> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    try {
      const definition = directory.catalog.entity(entity);
      const record = await readRecord(crm, context, entity, id);
      if (!mayDelete(directory, account, definition, record)) return false;
      await planDeleteTree(crm, draft, directory, definition, record);
      return true;
    } catch (error) {
      if (error instanceof CrmError && error.code === 'not_found') return false;
      throw error;
    }
  });
  return written.decision;
}

/** All are asked about before the first is gone: one that is refused keeps them all. */
async function filterRows(call: ActionCall, entity: string, ids: readonly number[]): Promise<void> {
  const { crm, context, account, directory } = call;
  if (crm.filters?.watches(entity, 'delete') !== true) return;
  const definition = directory.catalog.entity(entity);
  for (const id of ids) {
    const record = await readIfThere(call, entity, id);
    if (record !== undefined && mayDelete(directory, account, definition, record)) await filterDeletion(crm, authorOf(context), definition, record);
  }
}
