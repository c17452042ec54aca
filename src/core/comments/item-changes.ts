import { isNewId, type PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { checkFiles } from '../files/check-files.ts';
import { filterInputs } from '../filters/filter-inputs.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { closedFields, mayUpdate } from '../permissions/allow.ts';
import { acceptValues, type FieldInputs } from '../records/accept-values.ts';
import { checkBranches } from '../records/check-branches.ts';
import { checkLinks } from '../records/check-links.ts';
import { checkParent } from '../records/check-parent.ts';
import { checkUnique } from '../records/check-unique.ts';
import { openInputs, type WriteManner } from '../records/plan-new.ts';
import { numberAt, type CrmRecord, type FieldValue, type FieldValues } from '../values.ts';
import { exactSum, toMicro } from './exact-sum.ts';

export interface ItemChanges {
  /** What the record is to hold. */
  readonly item: PlannedValues;
  /** What the comment keeps of it: of an additive field the part that it brings. */
  readonly kept: FieldValues;
}

/**
 * What a comment makes of the values that it brings, checked as any change of the record. To whom may not change the
 * record, or the field, the field is closed: refused or left out, as the face wants it.
 */
export async function itemChanges(crm: Crm, context: Context, draft: Draft, directory: Directory, entity: EntityDefinition, record: CrmRecord, given: FieldInputs, manner: WriteManner): Promise<ItemChanges> {
  const { account } = context;
  const inputs = Object.keys(given).length === 0 ? given : await filterInputs(crm, draft.author, entity, given, record);
  const closed = mayUpdate(directory, account, entity, record) ? closedFields(directory, account, entity, record) : new Set(entity.fields.map(({ name }) => name));
  const accepted = checkBranches(account, entity, acceptValues(entity, openInputs(entity, inputs, closed, manner), { whole: false, lenient: !manner.required }), record);
  const parts = additiveParts(entity, accepted);
  const others = Object.fromEntries(Object.entries(accepted).filter(([name]) => !isAdditive(entity.fields.find((field) => field.name === name))));
  const sums = acceptValues(entity, Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, exactSum(numberAt(record, name) ?? 0, part)])), { whole: false });
  const item = { ...others, ...sums };
  await checkParent(crm, context, entity, item);
  await checkLinks(crm.storage, directory, entity, item);
  await checkUnique(crm.storage, draft, entity, item, record);
  await checkFiles(crm, account, entity, item, record);
  return { item, kept: { ...storedValues(others), ...parts } };
}

/** What the additive fields of a record are without the part that a comment brought. */
export function withoutParts(entity: EntityDefinition, record: CrmRecord, kept: FieldValues): PlannedValues {
  return Object.fromEntries(Object.entries(additiveParts(entity, kept)).map(([name, part]) => [name, Number(exactSum(numberAt(record, name) ?? 0, -part))]));
}

/** Nothing adds nothing. */
function additiveParts(entity: EntityDefinition, values: PlannedValues): Readonly<Record<string, number>> {
  return Object.fromEntries(entity.fields.filter(isAdditive).flatMap(({ name }) => {
    const part = values[name];
    return typeof part === 'number' ? [[name, toMicro(part)]] : [];
  }));
}

function isAdditive(field: FieldDefinition | undefined): boolean {
  return field?.type === 'decimal' && field.settings.additive === true;
}

function storedValues(values: PlannedValues): FieldValues {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, FieldValue] => !isNewId(entry[1])));
}
