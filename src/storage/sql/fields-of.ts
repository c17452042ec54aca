import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';

/** The fields of an entity that satisfy a condition, worked out once for each version of its definition: every write asks. */
export function fieldsWhere(condition: (field: FieldDefinition) => boolean): (entity: EntityDefinition) => readonly FieldDefinition[] {
  const known = new WeakMap<EntityDefinition, readonly FieldDefinition[]>();
  return (entity) => {
    const found = known.get(entity) ?? entity.fields.filter(condition);
    known.set(entity, found);
    return found;
  };
}
