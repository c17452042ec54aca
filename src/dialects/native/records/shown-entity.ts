import { CrmError } from '../../../core/errors.ts';
import type { EntityDefinition, FieldDefinition } from '../../../core/metadata/definitions.ts';
import { allowReading } from '../../../core/permissions/allow.ts';
import { rightsOn, type EntityRights } from '../../../core/permissions/rights.ts';
import type { Call } from '../call.ts';

/** An entity as the caller sees it: hidden, secret, removed and unused fields are not there. */
export interface ShownEntity {
  readonly definition: EntityDefinition;
  readonly rights: EntityRights;
  readonly fields: readonly FieldDefinition[];
  field(name: string): FieldDefinition | undefined;
}

/** They hang on a client and have no owner of their own, so nothing but the client would say who sees them. */
const FOR_ADMINISTRATORS: ReadonlySet<string> = new Set(['requisites', 'external_id']);

/** They are written by operations of their own: people, roles and lists decide who sees what, history tells the truth. */
const WRITTEN_ELSEWHERE: ReadonlySet<string> = new Set([...FOR_ADMINISTRATORS, 'user', 'role', 'list', 'option', 'activity']);

/** Whether an entity has an address here: the product's own and parts of records have none. */
export function hasAddress({ kind, removed }: EntityDefinition): boolean {
  return (kind === 'records' || kind === 'dictionary') && removed !== true;
}

/** The entity that a call is about. Throws `unknown_entity` where it has no address. */
export function shownEntity(call: Call, name: string): ShownEntity {
  const definition = call.directory.catalog.entity(name);
  if (!hasAddress(definition)) throw new CrmError('unknown_entity', { entity: name });
  return asSeen(call, definition);
}

/** A definition without what the caller does not see of it. */
export function asSeen({ directory, context: { account } }: Call, definition: EntityDefinition): ShownEntity {
  const rights = rightsOn(directory, account, definition);
  const fields = definition.fields.filter((field) => field.active && field.removed !== true && !field.secret && !rights.hidden.has(field.name));
  const byName = new Map(fields.map((field) => [field.name, field]));
  return { definition, rights, fields, field: (name) => byName.get(name) };
}

/** The same for who wants to read it. Throws `forbidden` where it is closed to the caller. */
export function readEntity(call: Call, name: string): ShownEntity {
  const shown = shownEntity(call, name);
  const { directory, context: { account } } = call;
  allowReading(directory, account, shown.definition);
  if (FOR_ADMINISTRATORS.has(name) && !account.administrator) throw new CrmError('forbidden', { entity: name });
  return shown;
}

/** The same for who wants to write it. Throws `forbidden` where this API does not write it, or the caller may not. */
export function writtenEntity(call: Call, name: string): ShownEntity {
  const shown = shownEntity(call, name);
  if (WRITTEN_ELSEWHERE.has(name)) throw new CrmError('forbidden', { entity: name, reason: 'its records are not written here' });
  if (shown.definition.kind === 'dictionary' && !call.context.account.administrator) throw new CrmError('forbidden', { entity: name, reason: 'administrators alone write dictionaries' });
  return shown;
}

/** The entities that the caller may read, in their order. */
export function readableEntities(call: Call): readonly ShownEntity[] {
  return call.directory.catalog.entities.filter(hasAddress).flatMap(({ name }) => {
    try {
      return [readEntity(call, name)];
    } catch (error) {
      if (error instanceof CrmError && error.code === 'forbidden') return [];
      throw error;
    }
  });
}
