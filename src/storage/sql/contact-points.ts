import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';
import { emailKey, phoneKey } from '../../core/text/contact.ts';
import type { FieldValue } from '../../core/values.ts';
import { into, type Step } from './steps.ts';

type Id = number | { readonly slot: number };

const CONTACT_POINT = into('contact_point', ['kind', 'value', 'entity', 'record_id', 'field']);
const MAX_KEY = 250;

/** The fields whose values can be looked up as contact points. */
export function contactFields(entity: EntityDefinition): readonly FieldDefinition[] {
  return entity.fields.filter((field) => field.type === 'phones' || field.type === 'emails');
}

/** Steps that write the contact points of one field; `replaced`: the field had others before. */
export function contactSteps(entity: EntityDefinition, field: FieldDefinition, id: Id, value: FieldValue, replaced: boolean): readonly Step[] {
  const steps: Step[] = [];
  if (replaced && typeof id === 'number') steps.push(forgetSteps(entity, id, field.name));
  const kind = field.type === 'phones' ? 'phone' : 'email';
  for (const key of keysOf(field, value)) steps.push({ kind: 'insert', into: CONTACT_POINT, row: [kind, key, entity.name, id, field.name] });
  return steps;
}

function forgetSteps(entity: EntityDefinition, id: number, field: string): Step {
  return { kind: 'run', sql: 'DELETE FROM contact_point WHERE entity = $1 AND record_id = $2 AND field = $3', params: [entity.name, id, field] };
}

/** Forgets every contact point of a record. */
export function forgetContacts(entity: EntityDefinition, id: number): Step {
  return { kind: 'run', sql: 'DELETE FROM contact_point WHERE entity = $1 AND record_id = $2', params: [entity.name, id] };
}

function keysOf(field: FieldDefinition, value: FieldValue): ReadonlySet<string> {
  const items = typeof value === 'object' && value !== null ? value : [];
  const keys = items.map((item) => (field.type === 'phones' ? phoneKey(item) : emailKey(item)));
  return new Set(keys.filter((key) => key !== undefined && key !== '').map((key) => String(key).slice(0, MAX_KEY).toWellFormed()));
}
