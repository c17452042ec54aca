import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { filterDeletion } from '../filters/filter-inputs.ts';
import { mayDelete } from '../permissions/allow.ts';
import { planDeleteTree } from './plan-delete-tree.ts';
import { readRecord } from './read-record.ts';

/** Puts a record away, with what lies in it: gone from every face, restorable until it is purged. */
export async function deleteRecord(crm: Crm, context: Context, entity: string, id: number): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    const definition = directory.catalog.entity(entity);
    const record = await readRecord(crm, context, entity, id);
    if (!mayDelete(directory, context.account, definition, record)) throw new CrmError('forbidden', { entity, id });
    await filterDeletion(crm, draft.author, definition, record);
    await planDeleteTree(crm, draft, directory, definition, record);
  });
}
