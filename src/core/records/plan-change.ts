import type { Draft } from '../changes/draft.ts';
import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { checkFiles } from '../files/check-files.ts';
import { filterInputs } from '../filters/filter-inputs.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { closedFields, mayUpdate } from '../permissions/allow.ts';
import type { CrmRecord } from '../values.ts';
import { acceptValues, type FieldInputs } from './accept-values.ts';
import { checkBranches } from './check-branches.ts';
import { checkLinks } from './check-links.ts';
import { checkParent } from './check-parent.ts';
import { checkUnique } from './check-unique.ts';
import { planUpdate } from './plan.ts';
import { seenCollision } from './seen-collision.ts';
import { openInputs, STRICT, type WriteManner } from './plan-new.ts';

/** Drafts a change of a record that the caller sees; tells whether anything is different. Refuses (`forbidden`) without the right. */
export async function planChange(crm: Crm, context: Context, draft: Draft, directory: Directory, entity: EntityDefinition, record: CrmRecord, inputs: FieldInputs, manner: WriteManner = STRICT): Promise<boolean> {
  if (!mayUpdate(directory, context.account, entity, record)) throw new CrmError('forbidden', { entity: entity.name, id: record.id });
  const filtered = await filterInputs(crm, draft.author, entity, inputs, record);
  const open = openInputs(entity, filtered, closedFields(directory, context.account, entity, record), manner);
  const values = checkBranches(context.account, entity, acceptValues(entity, open, { whole: false, lenient: !manner.required }), record);
  await checkParent(crm, context, entity, values);
  await checkLinks(crm.storage, directory, entity, values);
  await checkFiles(crm, context.account, entity, values, record);
  await seenCollision(crm, context, checkUnique(crm.storage, draft, entity, values, record));
  return planUpdate(draft, directory, entity, record, values);
}
