import { absence } from '../changes/draft.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { filterDeletion } from '../filters/filter-inputs.ts';
import { anyOf, equals } from '../query/filter.ts';
import { planDelete, planUpdate } from '../records/plan.ts';
import { readRecord } from '../records/read-record.ts';
import { numberAt } from '../values.ts';
import { relatedRecords } from './related.ts';

export interface DeletedClient {
  readonly activities: number;
  readonly persons: number;
  readonly tasks: number;
}

/**
 * Deletes a client (restorable): its history goes with it, contacts are let go, tasks that have a contact keep it and
 * the others go too. Refused (`in_use`) while the client has any deal, open or closed, as customer or as payer.
 */
export async function deleteClient(crm: Crm, context: Context, id: number): Promise<DeletedClient> {
  const deals = anyOf(equals('client', id), equals('payer', id));
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const { catalog } = directory;
    const client = await readRecord(crm, context, 'client', id);
    const [deal] = await crm.storage.findRecords({ entity: 'deal', filter: deals, sort: { field: 'id', descending: false }, offset: 0, limit: 1 });
    if (deal !== undefined) throw new CrmError('in_use', { entity: 'client', id, reason: 'deal' });
    await filterDeletion(crm, draft.author, catalog.entity('client'), client);
    draft.claimAbsence(absence('deal', deals, `of client ${id}`));

    const activities = await relatedRecords(crm.storage, 'activity', id);
    for (const activity of activities) draft.remove('activity', activity);
    const persons = await relatedRecords(crm.storage, 'person', id);
    for (const person of persons) planUpdate(draft, directory, catalog.entity('person'), person, { client: null });
    const tasks = await relatedRecords(crm.storage, 'task', id);
    for (const task of tasks) {
      if (numberAt(task, 'person') === null) planDelete(draft, catalog.entity('task'), task);
      else planUpdate(draft, directory, catalog.entity('task'), task, { client: null });
    }
    for (const requisites of await relatedRecords(crm.storage, 'requisites', id)) draft.remove('requisites', requisites);
    planDelete(draft, catalog.entity('client'), client);
    return { activities: activities.length, persons: persons.length, tasks: tasks.length };
  });
  return written.decision;
}
