import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { acceptValues, type FieldInputs } from './accept-values.ts';
import { checkLinks } from './check-links.ts';
import { planCreate } from './plan.ts';

/** Adds a record of any entity; its owner, where it has one, is the caller unless the inputs say otherwise. */
export async function createRecord(crm: Crm, context: Context, entity: string, inputs: FieldInputs): Promise<number> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const definition = directory.catalog.entity(entity);
    const owned = definition.owner === undefined ? inputs : { [definition.owner]: context.account.id, ...inputs };
    const values = acceptValues(definition, owned, { whole: true });
    await checkLinks(crm.storage, directory, definition, values);
    return planCreate(draft, definition, values);
  });
  return written.idOf(written.decision);
}
