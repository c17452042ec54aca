import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { requireAdministrator } from './administrator.ts';
import { knownList } from './known-list.ts';
import { clearStandard, optionValues, planOption, type OptionValues } from './plan-option.ts';

/**
 * Adds an option to the list of this code, last unless its position is said; gives its id. Refuses (`duplicate`) a title
 * that the list has in other letters, (`not_found`) an unknown list, (`invalid`) faulty values.
 */
export async function addOption(crm: Crm, context: Context, list: string, asked: OptionValues & { readonly title: string }): Promise<number> {
  requireAdministrator(context);
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const known = knownList(directory, list);
    const values = await optionValues(crm, directory, known, asked);
    if (asked.standard === true) clearStandard(draft, known);
    return planOption(draft, directory, known, values);
  });
  return written.idOf(written.decision);
}
