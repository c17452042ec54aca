import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { Catalog } from '../metadata/catalog.ts';
import { changeEntities } from '../metadata/change-entities.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';

/** Changes one definition by what `decide` makes of the newest ones; gives it as it was saved. */
export async function define(crm: Crm, decide: (catalog: Catalog) => EntityDefinition): Promise<EntityDefinition> {
  let name = '';
  await changeEntities(crm, (catalog) => {
    const definition = decide(catalog);
    ({ name } = definition);
    return [definition];
  });
  return (await crm.directory()).catalog.entity(name);
}

/**
 * The entity of this name, when an application may shape it. Refuses one that is not there or was removed
 * (`unknown_entity`), and the product's own (`forbidden`).
 */
export function shapeable(catalog: Catalog, name: string): EntityDefinition {
  const entity = catalog.entity(name);
  if (entity.removed === true) throw new CrmError('unknown_entity', { entity: name, reason: 'it was removed' });
  if (entity.kind === 'internal' || entity.kind === 'part') throw new CrmError('forbidden', { entity: name });
  return entity;
}

/** A field that was not removed; otherwise `unknown_field`. */
export function presentField(entity: EntityDefinition, name: string): FieldDefinition {
  const field = entity.fields.find((known) => known.name === name);
  if (field === undefined || field.removed === true) throw new CrmError('unknown_field', { entity: entity.name, reason: name });
  return field;
}

/** The entity with this field in the place of the one of its name. */
export function withField(entity: EntityDefinition, field: FieldDefinition): EntityDefinition {
  return { ...entity, fields: entity.fields.map((known) => (known.name === field.name ? field : known)) };
}
