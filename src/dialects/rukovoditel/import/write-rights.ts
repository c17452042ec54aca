import type { PlannedValues } from '../../../core/changes/change-set.ts';
import type { Crm } from '../../../core/crm.ts';
import { numberAt, textAt } from '../../../core/values.ts';
import { readAccess } from '../application/access-words.ts';
import { IMPORT } from './author.ts';
import { numberIn, textIn } from './cells.ts';
import type { Row } from './dump/dump-part.ts';
import type { Ids } from './ids.ts';
import type { VendorModel } from './model.ts';
import type { Plan } from './plan.ts';
import type { Tally } from './tally.ts';

/** Brings what groups may do with entities, their comments and their fields (Rukovoditel contract 3.7.2, 3.7.4, 3.7.7). */
export async function writeRights(crm: Crm, plan: Plan, model: VendorModel, ids: Ids, tally: Tally): Promise<void> {
  const comments = new Map(model.rows('comments_access').map((row) => [pairOf(row), textIn(row, 'access_schema')]));
  const closed = closedFields(plan, model, tally);
  const rights = model.rows('entities_access').flatMap((row): PlannedValues[] => {
    const entity = plan.entity(numberIn(row, 'entities_id'))?.definition.name;
    const role = ids.role(numberIn(row, 'access_groups_id'));
    if (entity === undefined || role === undefined) return [];
    const { hidden = [], fixed = [] } = closed.get(pairOf(row)) ?? {};
    return [{ entity, role, ...readAccess(textIn(row, 'access_schema'), comments.get(pairOf(row)) ?? ''), hidden, fixed }];
  });
  for (const row of model.rows('records_visibility_rules')) tally.note('rules of visibility are not carried: their groups see more records than before', `entity_${numberIn(row, 'entities_id')}`);
  await crm.write(IMPORT, async (draft, directory) => {
    for (const right of rights) {
      const known = directory.entityRights.find((record) => textAt(record, 'entity') === right['entity'] && numberAt(record, 'role') === right['role']);
      if (known === undefined) draft.insert('entity_right', right);
      else draft.update('entity_right', known, right);
    }
  });
}

const pairOf = (row: Row): string => `${numberIn(row, 'entities_id')}/${numberIn(row, 'access_groups_id')}`;

interface Closed {
  readonly hidden: string[];
  readonly fixed: string[];
}

function closedFields(plan: Plan, model: VendorModel, tally: Tally): ReadonlyMap<string, Closed> {
  const closed = new Map<string, Closed>();
  for (const row of model.rows('fields_access')) {
    const access = textIn(row, 'access_schema');
    const field = plan.field(numberIn(row, 'fields_id'));
    const reserved = model.fields.some(({ number }) => number === numberIn(row, 'fields_id'));
    if (field === undefined && access === 'hide' && reserved) tally.note('fields that every entity has, or that are not carried, cannot be hidden', `field_${numberIn(row, 'fields_id')}`);
    if (field === undefined || (access !== 'hide' && access !== 'view')) continue;
    const found = closed.get(pairOf(row)) ?? { hidden: [], fixed: [] };
    closed.set(pairOf(row), found);
    (access === 'hide' ? found.hidden : found.fixed).push(field.core.name);
  }
  return closed;
}
