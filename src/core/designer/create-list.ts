import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { optionLists } from '../options/option-lists.ts';
import { acceptValues } from '../records/accept-values.ts';
import { planCreate } from '../records/plan.ts';
import { freeSlug } from '../text/slug.ts';
import { requireAdministrator } from './administrator.ts';

export interface NewList {
  readonly title: string;
  /** What fields name it by; made of the title unless said. */
  readonly code?: string;
  readonly note?: string;
  readonly position?: number;
}

/** Makes a list that any field may take its options from; gives its code. Refuses (`duplicate`) a taken code. */
export async function createList(crm: Crm, context: Context, asked: NewList): Promise<string> {
  requireAdministrator(context);
  const { decision } = await crm.write(authorOf(context), async (draft, directory) => {
    const isFree = (wanted: string): boolean => optionLists(directory).of(wanted).record === undefined;
    const code = asked.code?.trim() ?? freeSlug(asked.title, 'list', isFree);
    if (!isFree(code)) throw new CrmError('duplicate', { entity: 'list', title: code, faults: [{ field: 'code', fault: 'taken' }] });
    const definition = directory.catalog.entity('list');
    planCreate(draft, directory, definition, acceptValues(definition, { position: directory.dictionary('list').items.length + 1, ...asked, code, own: false }, { whole: true }));
    return code;
  });
  return decision;
}
