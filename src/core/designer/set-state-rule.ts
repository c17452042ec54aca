import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { optionLists } from '../options/option-lists.ts';
import { acceptValues } from '../records/accept-values.ts';
import { checkLinks } from '../records/check-links.ts';
import { planCreate, planUpdate } from '../records/plan.ts';
import { requireAdministrator } from './administrator.ts';
import { shapeable } from './define.ts';
import { allKnown } from './set-entity-right.ts';

export interface StateRule {
  readonly entity: string;
  /** The `option` field that holds the state. */
  readonly field: string;
  /** The ids of the states and of the roles that it concerns. */
  readonly options: readonly number[];
  readonly roles: readonly number[];
  readonly update: boolean;
  readonly delete: boolean;
  /** Fields that cannot be changed in these states. */
  readonly fixed?: readonly string[];
}

/**
 * Says what roles may do with records in a state: a new rule, or `id` anew; gives its id. A rule only takes away from
 * what the role was given. Refuses (`invalid`) a field that holds no option, states of another list, unknown roles and
 * fields; (`not_found`) an unknown rule.
 */
export async function setStateRule(crm: Crm, context: Context, rule: StateRule, id?: number): Promise<number> {
  requireAdministrator(context);
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const faults = faultsOf(directory, shapeable(directory.catalog, rule.entity), rule);
    if (faults.length > 0) throw new CrmError('invalid', { entity: rule.entity, faults });
    const definition = directory.catalog.entity('state_rule');
    const values = acceptValues(definition, { fixed: [], ...rule }, { whole: true });
    await checkLinks(crm.storage, directory, definition, { roles: values['roles'] ?? null });
    if (id === undefined) return planCreate(draft, directory, definition, values);
    const record = directory.stateRules.find((known) => known.id === id);
    if (record === undefined) throw new CrmError('not_found', { entity: 'state_rule', id });
    planUpdate(draft, directory, definition, record, values);
    return id;
  });
  return written.idOf(written.decision);
}

function faultsOf(directory: Directory, entity: EntityDefinition, rule: StateRule): readonly FieldFault[] {
  const field = entity.fields.find(({ name, removed }) => name === rule.field && removed !== true);
  if (field?.type !== 'option') return [{ field: 'field', fault: 'wrong_type' }];
  const faults: FieldFault[] = [];
  const list = optionLists(directory).of(field.settings.list);
  if (!rule.options.every((id) => list.byId(id) !== undefined)) faults.push({ field: 'options', fault: 'unknown_value' });
  if (!allKnown(entity, rule.fixed ?? [])) faults.push({ field: 'fixed', fault: 'unknown_value' });
  return faults;
}
