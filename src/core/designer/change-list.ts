import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { acceptValues } from '../records/accept-values.ts';
import { planUpdate } from '../records/plan.ts';
import { requireAdministrator } from './administrator.ts';
import { knownList } from './known-list.ts';

/** What is not named stays. The code is what fields name the list by, and never changes. */
export interface ListChange {
  readonly title?: string;
  readonly note?: string | null;
  readonly position?: number | null;
}

/** Changes how a list is called and ordered; tells whether anything was different. Refuses (`not_found`) an unknown code. */
export async function changeList(crm: Crm, context: Context, code: string, { title, note, position }: ListChange): Promise<boolean> {
  requireAdministrator(context);
  const given = Object.fromEntries(Object.entries({ title, note, position }).filter(([, value]) => value !== undefined));
  const { decision } = await crm.write(authorOf(context), async (draft, directory) => {
    const definition = directory.catalog.entity('list');
    return planUpdate(draft, directory, definition, knownList(directory, code).record, acceptValues(definition, given, { whole: false }));
  });
  return decision;
}
