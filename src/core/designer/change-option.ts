import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { planUpdate } from '../records/plan.ts';
import { matchKey } from '../text/fold.ts';
import { requireAdministrator } from './administrator.ts';
import { knownOption } from './known-list.ts';
import { claimTitle, clearStandard, optionValues, type OptionValues } from './plan-option.ts';

/**
 * Changes an option, or stops offering it (`disabled`); tells whether anything was different. Records show the new title
 * at once. Refuses as `addOption` does, and (`not_found`) an unknown option.
 */
export async function changeOption(crm: Crm, context: Context, id: number, change: OptionValues): Promise<boolean> {
  requireAdministrator(context);
  const { decision } = await crm.write(authorOf(context), async (draft, directory) => {
    const { list, option } = knownOption(directory, id);
    const values = await optionValues(crm, directory, list, change, option);
    if (change.title !== undefined && matchKey(change.title) !== matchKey(option.title)) claimTitle(draft, list, change.title);
    if (change.standard === true) clearStandard(draft, list, option);
    return planUpdate(draft, directory, directory.catalog.entity('option'), option.record, values);
  });
  return decision;
}
