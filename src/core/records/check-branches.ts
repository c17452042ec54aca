import type { Account } from '../accounts/account.ts';
import { isNewId, type PlannedValue, type PlannedValues } from '../changes/change-set.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import type { CrmRecord } from '../values.ts';

/**
 * The values that someone who works in some branches may write, for a new record or a change of `record`. He puts nothing
 * into a branch that is not his (CrmError `invalid`, `unknown_value` at the field); branches that the record has already
 * may stay. Where he leaves it without any it gets his (all of them, or the first where it has one), so that he goes on
 * seeing it and the other branches do not begin to: a record of no branch is everybody's. Who works in all may write
 * anything. The branches that people work in are kept by the same rule, or a limited user could lift his own limits.
 */
export function checkBranches({ branchIds }: Account, entity: EntityDefinition, values: PlannedValues, record?: CrmRecord): PlannedValues {
  const field = branchField(entity);
  if (field === undefined || branchIds.length === 0 || (record !== undefined && !Object.hasOwn(values, field.name))) return values;
  const before = idsOf(record?.[field.name]);
  const after = idsOf(values[field.name]);
  if (after.length === 0) return record !== undefined && before.length === 0 ? values : { ...values, [field.name]: ownBranches(field, branchIds, before) };
  if (after.every((id) => branchIds.includes(id) || before.includes(id))) return values;
  throw new CrmError('invalid', { entity: entity.name, faults: [{ field: field.name, fault: 'unknown_value' }] });
}

function branchField({ name, branch, fields }: EntityDefinition): FieldDefinition | undefined {
  const wanted = name === 'user' ? 'branches' : branch;
  return fields.find((field) => field.name === wanted);
}

/** Of the branches that the record had, those that are his stay. */
function ownBranches({ type }: FieldDefinition, branchIds: readonly number[], before: readonly number[]): PlannedValue {
  const kept = before.filter((id) => branchIds.includes(id));
  const own = kept.length === 0 ? branchIds : kept;
  return type === 'links' ? own.map(String) : (own[0] ?? null);
}

/** A branch that is yet to be made is nobody's own. */
function idsOf(value: PlannedValue | undefined): readonly number[] {
  if (isNewId(value)) return [Number.NaN];
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? value.map(Number) : [];
}
