import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { FieldInputs } from './accept-values.ts';
import { planChange } from './plan-change.ts';
import { STRICT, type WriteManner } from './plan-new.ts';
import { readRecord } from './read-record.ts';

/**
 * Changes the given fields of a record the caller may see; tells whether anything was different. With `version`: only
 * if the record is still at that version, otherwise CrmError `conflict`.
 */
export async function updateRecord(crm: Crm, context: Context, entity: string, id: number, inputs: FieldInputs, { version, manner = STRICT }: { readonly version?: number; readonly manner?: WriteManner } = {}): Promise<boolean> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const record = await readRecord(crm, context, entity, id);
    if (version !== undefined && version !== record.version) throw new CrmError('conflict', { entity, id, reason: `the record is at version ${record.version}` });
    return planChange(crm, context, draft, directory, directory.catalog.entity(entity), record, inputs, manner);
  });
  return written.decision;
}
