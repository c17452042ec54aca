import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import type { AddingManner } from './add-field.ts';
import { requireAdministrator } from './administrator.ts';
import { define, presentField, shapeable, withField } from './define.ts';
import { rederive } from './rederive.ts';
import { refuseUsed } from './uses-of-field.ts';

/** Tells, of a removed field, that the search looked into it. */
export const WAS_SEARCHED = 'was_searched';

/**
 * Takes a field away at once, however many records there are; its values stay, and `restoreField` brings them back.
 * Refuses (`in_use`) the heading, the owner, the parent, and what a formula, a rule by state or the product uses.
 */
export async function removeField(crm: Crm, context: Context, entity: string, name: string, { fill = true }: AddingManner = {}): Promise<void> {
  requireAdministrator(context);
  const directory = await crm.directory();
  let searched = false;
  await define(crm, (catalog) => {
    const definition = shapeable(catalog, entity);
    presentField(definition, name);
    refuseUsed(directory, definition, name);
    searched = definition.searched.includes(name) && definition.searched.length > 1;
    return withoutField(definition, name, searched);
  });
  if (searched && fill) await rederive(crm, authorOf(context), entity, name);
}

function withoutField(entity: EntityDefinition, name: string, searched: boolean): EntityDefinition {
  const field = presentField(entity, name);
  const annotations = searched ? { ...field.annotations, [WAS_SEARCHED]: 'true' } : field.annotations;
  return {
    ...withField(entity, { ...field, removed: true, active: false, annotations }),
    searched: searched ? entity.searched.filter((known) => known !== name) : entity.searched,
  };
}
