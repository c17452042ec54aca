import { createRecord } from '../../core/records/create-record.ts';
import type { WriteManner } from '../../core/records/plan-new.ts';
import { updateRecord } from '../../core/records/update-record.ts';
import type { Call } from './call.ts';
import type { Inputs } from './model.ts';

/** What a caller may not write is ignored as an unknown member is (alfaCRM contract 2.3). */
export const MANNER: WriteManner = { closed: 'drop', required: true };

/** Keeps a write the way of its entity: one record, unless the model knows better. Gives the record's id. */
export async function save(call: Call, inputs: Inputs, id?: number): Promise<number> {
  const { crm, context, model } = call;
  if (model.save !== undefined) return model.save(call, inputs, id);
  if (id === undefined) return createRecord(crm, context, model.entity, inputs, MANNER);
  await updateRecord(crm, context, model.entity, id, inputs, { manner: MANNER });
  return id;
}
