import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { knownList } from './known-list.ts';
import { optionValues, planOption } from './plan-option.ts';

/**
 * The id of the option of this title in the list of this code; a new title becomes a new option, once, whoever writes it
 * at the same moment. For lists that a field leaves open (`settings.open`): anyone who may write the field may call it.
 */
export async function ensureOption(crm: Crm, context: Context, list: string, title: string): Promise<number> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const known = knownList(directory, list);
    const found = known.byTitle(title);
    return found === undefined ? planOption(draft, directory, known, await optionValues(crm, directory, known, { title })) : found.id;
  });
  return written.idOf(written.decision);
}
