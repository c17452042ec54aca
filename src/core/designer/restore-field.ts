import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { isFormula } from '../records/generated-values.ts';
import type { AddingManner } from './add-field.ts';
import { requireAdministrator } from './administrator.ts';
import { checkSettings } from './check-settings.ts';
import { define, presentField, shapeable, withField } from './define.ts';
import { recomputeFormulas } from './recompute-formulas.ts';
import { rederive } from './rederive.ts';
import { WAS_SEARCHED } from './remove-field.ts';

/**
 * Brings a removed field back with its values, and gives it. Refuses (`unknown_field`) one that was not removed,
 * (`invalid`) one whose list, target or formula leads nowhere any more.
 */
export async function restoreField(crm: Crm, context: Context, entity: string, name: string, { fill = true }: AddingManner = {}): Promise<FieldDefinition> {
  requireAdministrator(context);
  const directory = await crm.directory();
  const saved = await define(crm, (catalog) => restored({ ...directory, catalog }, shapeable(catalog, entity), name));
  const field = presentField(saved, name);
  if (fill && isFormula(field)) await recomputeFormulas(crm, authorOf(context), entity);
  if (fill && saved.searched.includes(name)) await rederive(crm, authorOf(context), entity, name);
  return field;
}

function restored(directory: Directory, entity: EntityDefinition, name: string): EntityDefinition {
  const found = entity.fields.find((field) => field.name === name && field.removed === true);
  if (found === undefined) throw new CrmError('unknown_field', { entity: entity.name, reason: name });
  const { removed: _removed, annotations: { [WAS_SEARCHED]: wasSearched, ...annotations }, ...rest } = found;
  const field: FieldDefinition = { ...rest, annotations, active: true };
  const definition = withField(entity, field);
  checkSettings(directory, definition, field);
  return wasSearched === 'true' ? { ...definition, searched: [...entity.searched, name] } : definition;
}
