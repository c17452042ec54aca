import type { PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { allOf, equals, type Filter } from '../query/filter.ts';
import { planUpdate } from '../records/plan.ts';
import { readRecord } from '../records/read-record.ts';
import { numberAt, type CrmRecord } from '../values.ts';
import { planClientValues } from './client-input.ts';
import { filterClient } from './filter-client.ts';
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
export async function changeClientOwner(crm: Crm, context: Context, id: number, given: ChangeOwner): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    refuseUnknown(directory, given.owner);
    const client = await readRecord(crm, context, 'client', id);
    const { owner, others } = await filterOwner(crm, context, draft, directory, client, given.owner);
    const change = { ...given, owner };
    const from = numberAt(client, 'owner');
    draft.update('client', client, { archived_at: null, ...others, owner: change.owner });
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

function refuseUnknown(directory: Directory, owner: number): void {
  if (directory.account(owner)?.active !== true) throw new CrmError('invalid', { entity: 'client', faults: [{ field: 'owner', fault: 'unknown_value' }] });
}

/** A filter may choose another owner, and change more of the client with it. */
async function filterOwner(crm: Crm, context: Context, draft: Draft, directory: Directory, client: CrmRecord, owner: number): Promise<{ readonly owner: number; readonly others: PlannedValues }> {
  const input = await filterClient(crm, context, draft, directory, { values: { owner }, items: {} }, client);
  const { owner: chosen, ...others } = await planClientValues(crm, draft, directory, input, { whole: false });
  const known = typeof chosen === 'number' ? chosen : owner;
  refuseUnknown(directory, known);
  return { owner: known, others };
}
