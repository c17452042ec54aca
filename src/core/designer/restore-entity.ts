import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { Catalog } from '../metadata/catalog.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { requireAdministrator } from './administrator.ts';
import { define } from './define.ts';

/** Brings a removed entity back, and gives it. Refuses (`unknown_entity`) one that was not removed, (`in_use`) one whose parent is. */
export async function restoreEntity(crm: Crm, context: Context, name: string): Promise<EntityDefinition> {
  requireAdministrator(context);
  return define(crm, (catalog) => restored(catalog, name));
}

function restored(catalog: Catalog, name: string): EntityDefinition {
  const { removed, ...entity } = catalog.entity(name);
  if (removed !== true) throw new CrmError('unknown_entity', { entity: name, reason: 'it was not removed' });
  const parent = entity.fields.find((field) => field.name === entity.parent)?.settings.entity;
  if (parent !== undefined && catalog.has(parent) && catalog.entity(parent).removed === true) throw new CrmError('in_use', { entity: name, reason: `it lies in ${parent}, which was removed` });
  return entity;
}
