import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { textAt } from '../values.ts';
import { isBuiltIn } from './built-in.ts';
import { usedBy } from './check-formula.ts';

/** Refuses (`in_use`, with what it is used for) a field that the entity, a formula, a rule by state or the product needs. */
export function refuseUsed(directory: Directory, entity: EntityDefinition, name: string): void {
  const use = useOf(directory, entity, name);
  if (use !== undefined) throw new CrmError('in_use', { entity: entity.name, title: name, reason: use });
}

function useOf(directory: Directory, entity: EntityDefinition, name: string): string | undefined {
  if (isBuiltIn(entity.name, name)) return 'the product itself';
  if (name === entity.heading) return 'the heading';
  if (name === entity.owner) return 'the owner';
  if (name === entity.parent) return 'the parent';
  const formula = entity.fields.find((field) => field.removed !== true && field.name !== name && usedBy(field).includes(name));
  if (formula !== undefined) return `the formula of ${formula.name}`;
  const rule = directory.stateRules.find((record) => textAt(record, 'entity') === entity.name && textAt(record, 'field') === name);
  return rule === undefined ? undefined : `the rule by state ${rule.id}`;
}
