import { CrmError } from '../../../core/errors.ts';
import type { EntityDefinition, FieldDefinition } from '../../../core/metadata/definitions.ts';
import type { Call, QueryMember } from '../call.ts';
import { oneWord } from '../http/read-query.ts';
import { asSeen, hasAddress, readableEntities, readEntity, type ShownEntity } from '../records/shown-entity.ts';

export const REMOVED_MEMBER: QueryMember = { name: 'removed', about: 'true: what was removed, too; administrators alone', schema: { type: 'string', enum: ['true', 'false'] } };

/** Whether removed things are asked for. Throws `forbidden` to who is no administrator. */
function wantsRemoved(call: Call): boolean {
  const asked = oneWord(call.query, 'removed', ['true', 'false']) === 'true';
  if (asked && !call.context.account.administrator) throw new CrmError('forbidden', { reason: 'administrators alone see what was removed' });
  return asked;
}

/** The entities that the caller may know of. */
export function designedEntities(call: Call): readonly ShownEntity[] {
  if (!wantsRemoved(call)) return readableEntities(call);
  return call.directory.catalog.entities.filter(isDesigned).map((definition) => asSeen(call, definition));
}

/** The entity of the address; for an administrator also one that was removed. */
export function designedEntity(call: Call): ShownEntity {
  const name = call.param('entity');
  const definition = call.directory.catalog.entity(name);
  if (definition.removed === true && call.context.account.administrator && isDesigned(definition)) return asSeen(call, definition);
  return readEntity(call, name);
}

/** The fields of an entity that the caller may know of: an administrator also those out of use and, asking, removed ones. */
export function designedFields(call: Call, entity: ShownEntity): readonly FieldDefinition[] {
  const removed = wantsRemoved(call);
  if (!call.context.account.administrator) return entity.fields;
  return entity.definition.fields.filter((field) => !field.secret && (removed || field.removed !== true));
}

/** The field of the address; for an administrator also one that was removed. Throws `unknown_field`. */
export function designedField(call: Call, entity: ShownEntity, name: string): FieldDefinition {
  const known = call.context.account.administrator ? entity.definition.fields.filter(({ secret }) => !secret) : entity.fields;
  const field = known.find((one) => one.name === name);
  if (field === undefined) throw new CrmError('unknown_field', { entity: entity.definition.name, reason: name });
  return field;
}

/** Whether designers may know of it, removed or not. */
function isDesigned(definition: EntityDefinition): boolean {
  return hasAddress({ ...definition, removed: false });
}
