import type { Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { optionLists } from '../options/option-lists.ts';
import { acceptValues } from '../records/accept-values.ts';
import { planCreate } from '../records/plan.ts';

/** Makes a list that belongs to one field, unless it is there from a try that was cut off; gives its code. */
export async function makeOwnList(crm: Crm, author: Author, code: string, title: string): Promise<string> {
  await crm.write(author, async (draft, directory) => {
    if (optionLists(directory).of(code).record !== undefined) return;
    const definition = directory.catalog.entity('list');
    planCreate(draft, directory, definition, acceptValues(definition, { code, title, own: true }, { whole: true }));
  });
  return code;
}
