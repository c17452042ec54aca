import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import type { Catalog } from '../metadata/catalog.ts';
import { defineField, type EntityDefinition, type FieldDefinition, type FieldSettings, type FieldTypeName, type Label } from '../metadata/definitions.ts';
import { isFormula } from '../records/generated-values.ts';
import { requireAdministrator } from './administrator.ts';
import { checkSettings } from './check-settings.ts';
import { define, presentField, shapeable } from './define.ts';
import { withPart, type FieldPart } from './field-part.ts';
import { checkedLabel } from './labels.ts';
import { fieldName } from './names.ts';
import { makeOwnList } from './own-list.ts';
import { recomputeFormulas } from './recompute-formulas.ts';

export interface NewField extends FieldPart {
  readonly type: FieldTypeName;
  readonly label: Label;
  /** Made of the label unless said. */
  readonly name?: string;
  /** `option`, `options` without a list get one of their own. */
  readonly settings?: FieldSettings;
  /** Records that are there already keep nothing in it until somebody writes something. */
  readonly required?: boolean;
}

/** `fill: false`: a formula is left for the caller to work out for the records there are (`recomputeFormulas`). */
export interface AddingManner { readonly fill?: boolean }

/**
 * Adds a field to an entity while it is in use, and gives it. However many records there are, a column is added at
 * once; an index takes as long as its engine needs. Refuses (`duplicate`) a taken name, (`invalid`) faulty settings,
 * (`forbidden`) who is no administrator.
 */
export async function addField(crm: Crm, context: Context, entity: string, asked: NewField, { fill = true }: AddingManner = {}): Promise<FieldDefinition> {
  requireAdministrator(context);
  const field = await listed(crm, context, entity, drafted((await crm.directory()).catalog, entity, asked));
  const directory = await crm.directory();
  let name = field.name;
  const saved = await define(crm, (catalog) => {
    const definition = shapeable(catalog, entity);
    name = fieldName(definition, field.label, asked.name);
    return grown({ ...directory, catalog }, definition, { ...field, name }, asked);
  });
  if (fill && isFormula(field)) await recomputeFormulas(crm, authorOf(context), entity);
  return presentField(saved, name);
}

function drafted(catalog: Catalog, entity: string, asked: NewField): FieldDefinition {
  const definition = shapeable(catalog, entity);
  const label = checkedLabel(asked.label, entity);
  return defineField({ name: fieldName(definition, label, asked.name), type: asked.type, label, settings: asked.settings ?? {}, required: asked.required === true && asked.type !== 'formula' && asked.type !== 'text_formula' });
}

/** Options are of some list: of the field's own where none was named. */
async function listed(crm: Crm, context: Context, entity: string, field: FieldDefinition): Promise<FieldDefinition> {
  if ((field.type !== 'option' && field.type !== 'options') || field.settings.list !== undefined) return field;
  const list = await makeOwnList(crm, authorOf(context), `${entity}.${field.name}`, field.label.ru);
  return { ...field, settings: { ...field.settings, list } };
}

function grown(directory: Directory, entity: EntityDefinition, field: FieldDefinition, part: FieldPart): EntityDefinition {
  checkSettings(directory, entity, field);
  return withPart({ ...entity, fields: [...entity.fields, field] }, field, part);
}
