import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { planDelete } from '../records/plan.ts';
import { requireAdministrator } from './administrator.ts';

/** Takes a rule by state away: what it took from roles is theirs again. Refuses (`not_found`) an unknown one. */
export async function removeStateRule(crm: Crm, context: Context, id: number): Promise<void> {
  requireAdministrator(context);
  await crm.write(authorOf(context), async (draft, directory) => {
    const record = directory.stateRules.find((known) => known.id === id);
    if (record === undefined) throw new CrmError('not_found', { entity: 'state_rule', id });
    planDelete(draft, directory.catalog.entity('state_rule'), record);
  });
}
