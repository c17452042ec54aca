import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { acceptValues, type FieldInputs } from './accept-values.ts';
import { checkLinks } from './check-links.ts';
import { planUpdate } from './plan.ts';
import { readRecord } from './read-record.ts';

/** Changes the given fields of a record the caller may see; tells whether anything was different. */
export async function updateRecord(crm: Crm, context: Context, entity: string, id: number, inputs: FieldInputs): Promise<boolean> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const definition = directory.catalog.entity(entity);
    const record = await readRecord(crm, context, entity, id);
    const values = acceptValues(definition, inputs, { whole: false });
    await checkLinks(crm.storage, directory, definition, values);
    return planUpdate(draft, definition, record, values);
  });
  return written.decision;
}
