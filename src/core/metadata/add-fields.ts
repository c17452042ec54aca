import { CrmError } from '../errors.ts';
import type { EntityDefinition, FieldDefinition } from './definitions.ts';
import { isFieldName } from './names.ts';

/** The entity with more fields; fields of a name it has already stay as they are. Throws `invalid` for a bad name. */
export function withFields(entity: EntityDefinition, fields: readonly FieldDefinition[]): EntityDefinition {
  const bad = fields.filter((field) => !isFieldName(field.name));
  if (bad.length > 0) throw new CrmError('invalid', { entity: entity.name, faults: bad.map(({ name }) => ({ field: name, fault: 'bad_text' as const })) });
  const known = new Set(entity.fields.map((field) => field.name));
  return { ...entity, fields: [...entity.fields, ...fields.filter((field) => !known.has(field.name))] };
}
