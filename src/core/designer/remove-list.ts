import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { optionLists } from '../options/option-lists.ts';
import { planDelete } from '../records/plan.ts';
import { requireAdministrator } from './administrator.ts';
import { knownList, type KnownList } from './known-list.ts';

/** Deletes a list with its options, restorable. Refuses (`in_use`) one that a field takes its options from. */
export async function removeList(crm: Crm, context: Context, code: string): Promise<void> {
  requireAdministrator(context);
  await crm.write(authorOf(context), async (draft, directory) => {
    const list = knownList(directory, code);
    refuseUsed(directory, list);
    for (const option of list.options) planDelete(draft, directory.catalog.entity('option'), option.record);
    planDelete(draft, directory.catalog.entity('list'), list.record);
  });
}

function refuseUsed(directory: Directory, list: KnownList): void {
  for (const entity of directory.catalog.entities.filter(({ removed }) => removed !== true)) {
    const field = entity.fields.find(({ removed, settings }) => removed !== true && settings.list !== undefined && optionLists(directory).of(settings.list).record?.id === list.record.id);
    if (field !== undefined) throw new CrmError('in_use', { entity: 'list', id: list.record.id, title: list.code, reason: `the field ${entity.name}.${field.name}` });
  }
}
