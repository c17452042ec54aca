import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { Catalog } from '../metadata/catalog.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { EVERYTHING } from '../query/filter.ts';
import { requireAdministrator } from './administrator.ts';
import { isBuiltIn } from './built-in.ts';
import { define, shapeable } from './define.ts';

/**
 * Takes an entity away; its deleted records stay, and `restoreEntity` brings it back. Refuses (`in_use`, with the
 * reason) what the product itself relies on, what holds living records, what others lie in or point at.
 */
export async function removeEntity(crm: Crm, context: Context, name: string): Promise<void> {
  requireAdministrator(context);
  refuseUsed((await crm.directory()).catalog, name);
  const living = await crm.storage.countRecords(name, EVERYTHING);
  if (living > 0) throw new CrmError('in_use', { entity: name, reason: `${living} records` });
  await define(crm, (catalog) => ({ ...refuseUsed(catalog, name), removed: true }));
}

function refuseUsed(catalog: Catalog, name: string): EntityDefinition {
  const entity = shapeable(catalog, name);
  const refuse = (reason: string): never => {
    throw new CrmError('in_use', { entity: name, reason });
  };
  if (isBuiltIn(name)) refuse('the product itself');
  for (const other of catalog.entities.filter((known) => known.name !== name && known.removed !== true)) {
    const field = other.fields.find(({ removed, settings }) => removed !== true && settings.entity === name);
    if (field !== undefined) refuse(field.name === other.parent ? `the entity ${other.name} lies in it` : `the field ${other.name}.${field.name} points at it`);
  }
  return entity;
}
