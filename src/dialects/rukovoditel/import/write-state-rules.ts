import type { PlannedValues } from '../../../core/changes/change-set.ts';
import type { Crm } from '../../../core/crm.ts';
import { sameValue, type FieldValue } from '../../../core/values.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { ADMINISTRATORS } from '../values/groups.ts';
import { IMPORT } from './author.ts';
import { idsIn, numberIn, textIn } from './cells.ts';
import type { Row } from './dump/dump-part.ts';
import type { Ids } from './ids.ts';
import type { VendorModel } from './model.ts';
import type { Plan, PlannedField } from './plan.ts';
import type { Tally } from './tally.ts';

/** Brings the rules that take rights away from records in some state (Rukovoditel contract 3.7.5). */
export async function writeStateRules(crm: Crm, plan: Plan, model: VendorModel, ids: Ids, tally: Tally): Promise<void> {
  const rules = model.rows('access_rules').flatMap((row): Readonly<Record<string, FieldValue>>[] => {
    const field = stateField(plan, model, row);
    if (field?.core.type === 'option') return [toRule(plan, row, field, ids)];
    tally.note('rules by state are not carried: their field has several options, or is not carried', `rule ${numberIn(row, 'id')} of entity_${numberIn(row, 'entities_id')}`);
    return [];
  });
  await crm.write(IMPORT, async (draft, directory) => {
    for (const rule of rules) {
      const known = directory.stateRules.some((record) => Object.entries(rule).every(([name, value]) => sameValue(record[name], value)));
      const values: PlannedValues = rule;
      if (!known) draft.insert('state_rule', values);
    }
  });
}

/** The field is named by the rule, or once for the whole entity. */
function stateField(plan: Plan, model: VendorModel, row: Row): PlannedField | undefined {
  const entity = numberIn(row, 'entities_id');
  const common = model.rows('access_rules_fields').find((other) => numberIn(other, 'entities_id') === entity);
  return plan.field(numberIn(row, 'fields_id') || (common === undefined ? 0 : numberIn(common, 'fields_id')));
}

function toRule(plan: Plan, row: Row, { core }: PlannedField, ids: Ids): Readonly<Record<string, FieldValue>> {
  const left = new Set(readCommaList(textIn(row, 'access_schema')));
  const groups = idsIn(textIn(row, 'users_groups')).filter((group) => group !== ADMINISTRATORS);
  return {
    entity: plan.entity(numberIn(row, 'entities_id'))?.definition.name ?? '', field: core.name,
    options: idsIn(textIn(row, 'choices')).flatMap((number) => ids.option(core.settings.list, number) ?? []).map(String),
    roles: groups.flatMap((group) => ids.role(group) ?? []).map(String),
    update: left.has('update'), delete: left.has('delete'),
    fixed: idsIn(textIn(row, 'fields_view_only_access')).flatMap((number) => plan.field(number)?.core.name ?? []),
  };
}
