import { isNewId, type Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import type { FieldInputs } from '../records/accept-values.ts';
import type { CrmRecord, FieldValues } from '../values.ts';

/**
 * The values that a record is to be added or changed with (`record`: as it is now) after the installation's filters have
 * seen them. Secret values, and links to what the same decision adds, they neither see nor change. CrmError `refused`.
 */
export async function filterInputs({ filters }: Crm, { userId, face }: Author, entity: EntityDefinition, inputs: FieldInputs, record?: CrmRecord): Promise<FieldInputs> {
  const action = record === undefined ? 'add' : 'edit';
  if (filters === undefined || entity.kind === 'internal' || !filters.watches(entity.name, action)) return inputs;
  const withheld = Object.fromEntries(Object.entries(inputs).filter(([name, value]) => isSecret(entity, name) || isStandIn(value)));
  const values = Object.fromEntries(Object.entries(inputs).filter(([name]) => !Object.hasOwn(withheld, name)));
  const passed = await filters.pass({ entity: entity.name, action, ...idOf(record), values, before: beforeOf(entity, record), actor: userId, face });
  refuseStrange(entity, passed);
  return { ...passed, ...withheld };
}

/** Asks the installation's filters whether a record may be put away. CrmError `refused`. */
export async function filterDeletion({ filters }: Crm, { userId, face }: Author, entity: EntityDefinition, record: CrmRecord): Promise<void> {
  if (filters === undefined || entity.kind === 'internal' || !filters.watches(entity.name, 'delete')) return;
  await filters.pass({ entity: entity.name, action: 'delete', id: record.id, values: {}, before: beforeOf(entity, record), actor: userId, face });
}

/** What filters made another than it was. */
export function changedInputs(before: FieldInputs, after: FieldInputs): FieldInputs {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !Object.hasOwn(before, name) || JSON.stringify(before[name]) !== JSON.stringify(value)));
}

function idOf(record: CrmRecord | undefined): { readonly id?: number } {
  return record === undefined ? {} : { id: record.id };
}

function beforeOf(entity: EntityDefinition, record: CrmRecord | undefined): FieldValues | null {
  if (record === undefined) return null;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !isSecret(entity, name)));
}

/** A filter speaks of fields that there are and are no secrets, and never of records that have no number yet. */
function refuseStrange(entity: EntityDefinition, values: FieldInputs): void {
  const faults = Object.entries(values).flatMap(([name, value]): FieldFault[] => {
    if (isSecret(entity, name)) return [{ field: name, fault: 'read_only' }];
    return isStandIn(value) ? [{ field: name, fault: 'wrong_type' }] : [];
  });
  if (faults.length > 0) throw new CrmError('invalid', { entity: entity.name, faults });
}

function isSecret({ fields }: EntityDefinition, name: string): boolean {
  return fields.some((field) => field.name === name && field.secret);
}

function isStandIn(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'slot' in value && typeof value.slot === 'number' && isNewId({ slot: value.slot });
}
