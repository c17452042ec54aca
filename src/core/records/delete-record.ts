import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { planDelete } from './plan.ts';
import { readRecord } from './read-record.ts';

/** Puts a record away: gone from every face, restorable until it is purged. */
export async function deleteRecord(crm: Crm, context: Context, entity: string, id: number): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    planDelete(draft, directory.catalog.entity(entity), await readRecord(crm, context, entity, id));
  });
}
