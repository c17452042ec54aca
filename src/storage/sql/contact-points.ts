import { contactKeys, contactKind } from '../../core/fields/contact-keys.ts';
import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';
import type { FieldValue } from '../../core/values.ts';
import { into, type Step } from './steps.ts';
import { fieldsWhere } from './fields-of.ts';

type Id = number | { readonly slot: number };

const CONTACT_POINT = into('contact_point', ['kind', 'value', 'entity', 'record_id', 'field']);

/** The fields whose values can be looked up as contact points. */
export const contactFields = fieldsWhere((field) => contactKind(field) !== undefined);

/** Steps that write the contact points of one field; `replaced`: the field had others before. */
export function contactSteps(entity: EntityDefinition, field: FieldDefinition, id: Id, value: FieldValue, replaced: boolean): readonly Step[] {
  const steps: Step[] = [];
  if (replaced && typeof id === 'number') steps.push(forgetSteps(entity, id, field.name));
  const kind = contactKind(field);
  if (kind === undefined) return steps;
  for (const key of contactKeys(kind, value)) steps.push({ kind: 'insert', into: CONTACT_POINT, row: [kind, key, entity.name, id, field.name] });
  return steps;
}

function forgetSteps(entity: EntityDefinition, id: number, field: string): Step {
  return { kind: 'run', sql: 'DELETE FROM contact_point WHERE entity = $1 AND record_id = $2 AND field = $3', params: [entity.name, id, field] };
}

/** Forgets every contact point of a record. */
export function forgetContacts(entity: EntityDefinition, id: number): Step {
  return { kind: 'run', sql: 'DELETE FROM contact_point WHERE entity = $1 AND record_id = $2', params: [entity.name, id] };
}
