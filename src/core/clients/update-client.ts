import type { NewId } from '../changes/change-set.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { checkBranches } from '../records/check-branches.ts';
import { planUpdate } from '../records/plan.ts';
import { readRecord } from '../records/read-record.ts';
import { planClientValues, type ClientInput } from './client-input.ts';
import { filterClient } from './filter-client.ts';
import { journal, journalChanges } from './journal.ts';
import { planRequisites, readRequisites } from './requisites.ts';

export interface UpdatedClient {
  readonly id: number;
  /** The history line that tells what changed; absent when nothing did. */
  readonly activityId?: number;
  /** Whether requisites were given. */
  readonly requisites: boolean;
}

/**
 * Changes the given fields, and the given requisites, of a client the caller may see. With `version`: only if the client
 * is still at that version, otherwise CrmError `conflict`.
 */
export async function updateClient(crm: Crm, context: Context, id: number, given: ClientInput, { version }: { readonly version?: number } = {}): Promise<UpdatedClient> {
  const written = await crm.write(authorOf(context), async (draft, directory): Promise<Updated> => {
    const client = await readRecord(crm, context, 'client', id);
    if (version !== undefined && version !== client.version) throw new CrmError('conflict', { entity: 'client', id, reason: `the record is at version ${client.version}` });
    const input = await filterClient(crm, context, draft, directory, given, client);
    const values = checkBranches(context.account, directory.catalog.entity('client'), await planClientValues(crm, draft, directory, input, { whole: false }), client);
    const changes = journalChanges(client, values, (field) => titleOf(input, field));
    const changed = planUpdate(draft, directory, directory.catalog.entity('client'), client, values);
    if (input.requisites !== undefined) {
      const stored = await readRequisites(crm.storage, id);
      if (planRequisites(draft, directory, id, stored, input.requisites)) draft.event({ name: 'client.requisites_changed', entity: 'client', id, data: {} });
    }
    return { requisites: input.requisites !== undefined, activity: changed ? journal(draft, id, 'changed', { changes: JSON.stringify(changes) }) : undefined };
  });
  const { activity, requisites } = written.decision;
  return { id, requisites, ...(activity === undefined ? {} : { activityId: written.idOf(activity) }) };
}

interface Updated {
  readonly requisites: boolean;
  readonly activity: NewId | undefined;
}

function titleOf(input: ClientInput, field: string): string {
  const reference = input.items[field];
  if (reference === undefined) return '';
  return 'title' in reference ? reference.title : String(reference.id);
}
