import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { allOf, equals, type Filter } from '../query/filter.ts';
import { planUpdate } from '../records/plan.ts';
import { readRecord } from '../records/read-record.ts';
import { numberAt } from '../values.ts';
import { journal } from './journal.ts';
import { relatedRecords } from './related.ts';

export interface ChangeOwner {
  readonly owner: number;
  readonly reason: string;
  /** What goes with the client: its contacts, its open deals, the old owner's open tasks. */
  readonly persons: boolean;
  readonly deals: boolean;
  readonly tasks: boolean;
}

/** Gives a client to another user, out of the archive, and with it what the caller says. */
export async function changeClientOwner(crm: Crm, context: Context, id: number, change: ChangeOwner): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    if (directory.account(change.owner)?.active !== true) throw new CrmError('invalid', { entity: 'client', faults: [{ field: 'owner', fault: 'unknown_value' }] });
    const client = await readRecord(crm, context, 'client', id);
    const from = numberAt(client, 'owner');
    draft.update('client', client, { owner: change.owner, archived_at: null });
    const data = { from, to: change.owner, reason: change.reason };
    draft.event({ name: 'client.owner_changed', entity: 'client', id, data });
    journal(draft, id, 'owner_changed', { changes: JSON.stringify(data) });

    const hand = async (entity: 'person' | 'deal' | 'task', which: Filter): Promise<void> => {
      for (const record of await relatedRecords(crm.storage, entity, id, which)) {
        if (!planUpdate(draft, directory, directory.catalog.entity(entity), record, { owner: change.owner })) continue;
        if (entity !== 'task') draft.insert('activity', { kind: 'owner_changed', owner: context.account.id, [entity]: record.id, changes: JSON.stringify({ ...data, from: record['owner'] ?? null, with_client: true }) });
      }
    };
    if (change.persons) await hand('person', allOf());
    if (change.deals) await hand('deal', equals('closed_at', null));
    if (change.tasks) await hand('task', allOf(equals('done_at', null), equals('owner', from)));
  });
}
