import { isNewId, type PlannedValue, type PlannedValues } from '../changes/change-set.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import { FIELD_TYPES } from '../fields/registry.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';

/** Inputs of any shape, by field; a NewId is a link to a record of the same change set. */
export type FieldInputs = Readonly<Record<string, unknown>>;

/**
 * Turns inputs into stored values. Reports all faults at once, by field (CrmError `invalid`). Fields that are switched
 * off are left out without a word; `whole` asks for every required field, `lenient` lets them be cleared.
 */
export function acceptValues(entity: EntityDefinition, inputs: FieldInputs, { whole, lenient = false }: { readonly whole: boolean; readonly lenient?: boolean }): PlannedValues {
  const faults: FieldFault[] = [];
  const values: Record<string, PlannedValue> = {};
  for (const field of entity.fields) {
    const given = Object.hasOwn(inputs, field.name);
    if (!field.active || (!given && !(whole && field.required))) continue;
    const accepted = accept(field, inputs[field.name], lenient);
    if ('fault' in accepted) faults.push({ field: field.name, ...accepted });
    else values[field.name] = accepted.value;
  }
  if (faults.length > 0) throw new CrmError('invalid', { entity: entity.name, faults });
  return values;
}

type Accepted = { readonly value: PlannedValue } | { readonly fault: FieldFault['fault']; readonly limit?: number };

function accept(field: FieldDefinition, input: unknown, lenient: boolean): Accepted {
  if (isReference(input)) return { value: input };
  const accepted = FIELD_TYPES[field.type].accept(input, field);
  if ('fault' in accepted) return accepted;
  const empty = accepted.value === null || (typeof accepted.value === 'string' && accepted.value.trim() === '');
  return field.required && empty && !lenient ? { fault: 'required' } : accepted;
}

function isReference(input: unknown): input is { slot: number } {
  return typeof input === 'object' && input !== null && !Array.isArray(input) && 'slot' in input && typeof input.slot === 'number' && isNewId({ slot: input.slot });
}
