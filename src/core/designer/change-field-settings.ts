import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { changeField } from '../metadata/change-field.ts';
import type { EntityDefinition, FieldDefinition, FieldSettings, Label } from '../metadata/definitions.ts';
import { isFormula } from '../records/generated-values.ts';
import type { AddingManner } from './add-field.ts';
import { requireAdministrator } from './administrator.ts';
import { isBuiltIn } from './built-in.ts';
import { checkSettings } from './check-settings.ts';
import { define, presentField, shapeable, withField } from './define.ts';
import { withPart, type FieldPart } from './field-part.ts';
import { checkedLabel } from './labels.ts';
import { recomputeFormulas } from './recompute-formulas.ts';
import { rederive } from './rederive.ts';
import { refuseCollisions } from './refuse-collisions.ts';

/** What is not named stays; a setting of null is taken away. The name is the column's and never changes. */
export interface FieldSettingsChange extends FieldPart {
  readonly label?: Label;
  readonly required?: boolean;
  readonly active?: boolean;
  readonly settings?: { readonly [Name in keyof FieldSettings]?: FieldSettings[Name] | null };
}

/**
 * Changes how a field is called, checked, found and worked out, while it is in use. A required field is asked for in
 * new records and refused empty; those there are stay as they are. Refuses (`duplicate`) uniqueness where values
 * collide, (`invalid`) faulty settings and another target or list, (`in_use`) what the product itself relies on.
 */
export async function changeFieldSettings(crm: Crm, context: Context, entity: string, name: string, change: FieldSettingsChange, { fill = true }: AddingManner = {}): Promise<FieldDefinition> {
  requireAdministrator(context);
  const before = await crm.directory();
  const definition = shapeable(before.catalog, entity);
  const old = presentField(definition, name);
  changed(before, definition, name, change);
  if (change.unique === 'all' || change.unique === 'parent') await prepareUnique(crm, context, definition, old, change.unique);
  await renamed(crm, entity, name, change);
  const saved = await saveUnlessTaken(crm, definition, old, change);
  const field = presentField(saved, name);
  if (fill && isFormula(field) && field.settings.formula !== old.settings.formula) await recomputeFormulas(crm, authorOf(context), entity);
  const derived = definition.searched.includes(name) !== saved.searched.includes(name) || (field.settings.matched === true && old.settings.matched !== true && change.unique === undefined);
  if (derived) await rederive(crm, authorOf(context), entity, name);
  return field;
}

async function renamed(crm: Crm, entity: string, name: string, { label, active }: FieldSettingsChange): Promise<void> {
  if (label === undefined && active === undefined) return;
  await changeField(crm, entity, name, { ...(label === undefined ? {} : { label: checkedLabel(label, entity) }), ...(active === undefined ? {} : { active }) });
}

/** The entity with the change in it, checked as a whole. */
function changed(directory: Directory, entity: EntityDefinition, name: string, change: FieldSettingsChange): EntityDefinition {
  const old = presentField(entity, name);
  if (isBuiltIn(entity.name, name) && (change.unique ?? change.heading ?? change.settings) !== undefined) throw new CrmError('in_use', { entity: entity.name, reason: `${name} is the product's own` });
  const settings = merged(old.settings, change.settings ?? {});
  const bound = (['entity', 'list'] as const).filter((setting) => settings[setting] !== old.settings[setting]);
  if (bound.length > 0) throw new CrmError('invalid', { entity: entity.name, faults: bound.map((setting) => ({ field: `settings.${setting}`, fault: 'read_only' as const })) });
  const field = { ...old, required: change.required ?? old.required, settings };
  if (change.settings !== undefined) checkSettings(directory, entity, field);
  return withPart(withField(entity, field), field, change);
}

function merged(settings: FieldSettings, change: Readonly<Record<string, unknown>>): FieldSettings {
  return Object.fromEntries(Object.entries({ ...settings, ...change }).filter(([, value]) => value !== null && value !== undefined));
}

/** Texts get their match keys before the index is made that compares them. */
async function prepareUnique(crm: Crm, context: Context, entity: EntityDefinition, field: FieldDefinition, unique: 'all' | 'parent'): Promise<void> {
  await refuseCollisions(crm, entity, field, unique === 'parent' ? entity.parent : undefined);
  if (field.type !== 'text' || field.settings.matched === true) return;
  await define(crm, (catalog) => {
    const newest = shapeable(catalog, entity.name);
    const known = presentField(newest, field.name);
    return withField(newest, { ...known, settings: { ...known.settings, matched: true } });
  });
  await rederive(crm, authorOf(context), entity.name, field.name);
}

/** A record that was written since the look for collisions makes the index fail: then the second look names it. */
async function saveUnlessTaken(crm: Crm, entity: EntityDefinition, field: FieldDefinition, change: FieldSettingsChange): Promise<EntityDefinition> {
  const directory = await crm.directory();
  try {
    return await define(crm, (catalog) => changed({ ...directory, catalog }, shapeable(catalog, entity.name), field.name, change));
  } catch (error) {
    if (change.unique === 'all' || change.unique === 'parent') await refuseCollisions(crm, entity, field, change.unique === 'parent' ? entity.parent : undefined);
    throw error;
  }
}
