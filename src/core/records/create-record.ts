import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { FieldInputs } from './accept-values.ts';
import { planNew, STRICT, type WriteManner } from './plan-new.ts';

/** Adds a record of any entity; its owner, where it has one, is the caller unless the inputs say otherwise. Gives its id. */
export async function createRecord(crm: Crm, context: Context, entity: string, inputs: FieldInputs, manner: WriteManner = STRICT): Promise<number> {
  const written = await crm.write(authorOf(context), (draft, directory) => planNew(crm, context, draft, directory, directory.catalog.entity(entity), inputs, manner));
  return written.idOf(written.decision);
}
