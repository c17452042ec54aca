import { planPurgeComments } from '../comments/plan-purge-comments.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { readDeleted } from './restore-record.ts';

/** Removes a deleted record for good, with its comments; only the change log still tells of it. */
export async function purgeRecord(crm: Crm, context: Context, entity: string, id: number): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    draft.purge(entity, await readDeleted(crm, context, directory, entity, id));
    if (directory.catalog.has('comment')) await planPurgeComments(crm, draft, entity, id);
    draft.event({ name: `${entity}.purged`, entity, id, data: {} });
  });
}
