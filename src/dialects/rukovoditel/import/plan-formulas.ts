import type { FieldDefinition } from '../../../core/metadata/definitions.ts';
import { CORE_TYPES } from '../application/vendor-types.ts';
import { convertFormula, convertPattern, type NameOf } from './convert-formula.ts';
import type { VendorField } from './model.ts';
import type { PlannedEntity, PlannedField } from './plan.ts';
import type { Tally } from './tally.ts';

/** Gives the formulas of an entity their texts, now that all its fields have names. One that is none of ours stays empty, and in the field's configuration. */
export function planFormulas(entity: PlannedEntity, tally: Tally): PlannedEntity {
  const names = new Map(entity.fields.map(({ vendor, core }) => [vendor.number, core.name]));
  const fields = entity.fields.map((field) => (isFormula(field.core) ? withFormula(field, (number) => names.get(number), tally) : field));
  const changed = new Map(fields.map(({ core }) => [core.name, core]));
  return { ...entity, fields, definition: { ...entity.definition, fields: entity.definition.fields.map((field) => changed.get(field.name) ?? field) } };
}

function isFormula({ type }: FieldDefinition): boolean {
  return type === 'formula' || type === 'text_formula';
}

function withFormula(field: PlannedField, nameOf: NameOf, tally: Tally): PlannedField {
  const { vendor, core } = field;
  const text = sourceOf(vendor);
  const type = CORE_TYPES[vendor.type] === 'formula' ? 'formula' : 'text_formula';
  const formula = type === 'formula' ? convertFormula(text, nameOf) : convertPattern(text, nameOf);
  if (formula !== undefined) return { ...field, core: { ...core, type, settings: { ...core.settings, formula } } };
  tally.note('formulas are not understood: the fields stay empty', `field_${vendor.number} ${vendor.name}: ${text}`.slice(0, 200));
  const { decimals: _decimals, ...settings } = core.settings;
  return { ...field, core: { ...core, type: 'text_formula', settings: { ...settings, formula: '' } } };
}

function sourceOf({ configuration }: VendorField): string {
  const text = configuration['formula'] ?? configuration['pattern'];
  return typeof text === 'string' ? text : '';
}
