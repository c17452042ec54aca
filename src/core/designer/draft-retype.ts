import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition, FieldDefinition, FieldSettings, FieldTypeName } from '../metadata/definitions.ts';
import { textAt } from '../values.ts';
import { isBuiltIn } from './built-in.ts';
import { checkSettings } from './check-settings.ts';
import { presentField } from './define.ts';
import { canBeHeading } from './field-kinds.ts';

/** Their values are nobody's to write, or are not made of text. */
const NOT_A_TARGET: ReadonlySet<FieldTypeName> = new Set(['formula', 'text_formula', 'random', 'files']);

/**
 * The field as it is to be. Refuses (`in_use`) what the product, the entity or a rule by state needs as it is,
 * (`invalid`) types that nothing converts to and faulty settings. `own`: the list that an option field without one gets.
 */
export function draftRetype(directory: Directory, entity: EntityDefinition, name: string, type: FieldTypeName, settings: FieldSettings, own: string | undefined): FieldDefinition {
  const old = presentField(entity, name);
  const use = useOf(directory, entity, name, { ...old, type, settings });
  if (use !== undefined || !entity.logged) throw new CrmError('in_use', { entity: entity.name, title: name, reason: use ?? 'no log is kept of its changes' });
  if (NOT_A_TARGET.has(type)) throw new CrmError('invalid', { entity: entity.name, faults: [{ field: 'type', fault: 'unknown_value' }] });
  // A unique text keeps the column that it is compared by.
  const matched = type === 'text' && entity.unique.some((names) => names.includes(name));
  const field: FieldDefinition = { ...old, type, settings: matched ? { ...settings, matched: true } : settings };
  // The list of its own is made only when the type is really changed.
  const listed = own !== undefined && needsList(field);
  checkSettings(directory, entity, listed ? { ...field, type: 'text', settings: {} } : field);
  return listed ? { ...field, settings: { ...settings, list: own } } : field;
}

/** Whether a field of options says nothing of their list. */
export function needsList({ type, settings }: Pick<FieldDefinition, 'type' | 'settings'>): boolean {
  return (type === 'option' || type === 'options') && settings.list === undefined;
}

function useOf(directory: Directory, entity: EntityDefinition, name: string, field: FieldDefinition): string | undefined {
  if (isBuiltIn(entity.name, name)) return 'the product itself';
  if (name === entity.owner) return 'the owner';
  if (name === entity.parent) return 'the parent';
  if (name === entity.heading && !canBeHeading(field)) return 'the heading';
  const rule = directory.stateRules.find((record) => textAt(record, 'entity') === entity.name && textAt(record, 'field') === name);
  return rule === undefined || field.type === 'option' ? undefined : `the rule by state ${rule.id}`;
}
