import { CrmError } from '../errors.ts';
import type { EntityDefinition, FieldDefinition } from './definitions.ts';

/** The entities of one moment, looked up by name. Never changed in place: a new definition makes a new catalog. */
export interface Catalog {
  readonly entities: readonly EntityDefinition[];
  readonly revision: number;
  /** The entity of this name; throws `unknown_entity`. */
  entity(name: string): EntityDefinition;
  has(name: string): boolean;
  /** The field of this name, active or not; throws `unknown_field`. */
  field(entity: string, name: string): FieldDefinition;
}

/** A catalog of these entities. */
export function createCatalog(entities: readonly EntityDefinition[], revision: number): Catalog {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  const fields = new Map(entities.map((entity) => [entity.name, new Map(entity.fields.map((field) => [field.name, field]))]));
  return {
    entities,
    revision,
    has: (name) => byName.has(name),
    entity(name) {
      const found = byName.get(name);
      if (found === undefined) throw new CrmError('unknown_entity', { entity: name });
      return found;
    },
    field(entity, name) {
      const found = fields.get(entity)?.get(name);
      if (found === undefined) throw new CrmError('unknown_field', { entity, reason: name });
      return found;
    },
  };
}
