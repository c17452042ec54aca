import { entityName, fieldName } from '../../../core/designer/names.ts';
import { createCatalog, type Catalog } from '../../../core/metadata/catalog.ts';
import { defineEntity, type EntityDefinition, type FieldDefinition } from '../../../core/metadata/definitions.ts';
import { link, text } from '../../../core/metadata/field-drafts.ts';
import { NOTE, numberNote } from '../application/annotations.ts';
import { RESERVED, reservedOf } from '../application/numbers.ts';
import { CORE_TYPES } from '../application/vendor-types.ts';
import type { VendorEntity, VendorField, VendorModel } from './model.ts';
import { planField, type FieldPlaces } from './plan-field.ts';
import { planFormulas } from './plan-formulas.ts';
import type { Tally } from './tally.ts';
import { USER_FIELDS, USERS } from './user-fields.ts';

/** A field that is carried: the vendor's, and the core's that keeps its values. */
export interface PlannedField {
  readonly vendor: VendorField;
  readonly core: FieldDefinition;
  /** The type that a new field would get, which one that is here already may not have. */
  readonly typed: FieldDefinition['type'];
}

export interface PlannedEntity {
  readonly vendor: VendorEntity;
  readonly definition: EntityDefinition;
  /** The entity as it is in the store already. */
  readonly stored: EntityDefinition | undefined;
  /** The field for records that lie in others of the same entity. */
  readonly tree: string | undefined;
  readonly fields: readonly PlannedField[];
}

/** What an application becomes here. */
export interface Plan {
  readonly entities: readonly PlannedEntity[];
  entity(number: number): PlannedEntity | undefined;
  field(number: number): PlannedField | undefined;
}

const LABELS = { parent: 'parent', tree: 'tree_parent' } as const;
const OPTIONED: ReadonlySet<string> = new Set(['option', 'options']);
const SEARCHED: ReadonlySet<string> = new Set(['text', 'long_text', 'email', 'phone', 'url']);

/** Entities and fields for an application, beside what is in the store; what has its numbers there already stays where it is. */
export function planApplication(catalog: Catalog, model: VendorModel, nested: ReadonlySet<number>, tally: Tally): Plan {
  const names = nameEntities(catalog, model.entities);
  const places: FieldPlaces = {
    entityName: (number) => names.get(number),
    listCode: (field, name) => (globalListOf(field) > 0 ? globalListCode(globalListOf(field)) : `${names.get(field.entity) ?? ''}.${name}`),
  };
  const known = new Set(model.entities.map(({ number }) => number));
  for (const field of model.fields.filter(({ entity }) => !known.has(entity))) tally.note('fields of entities that are gone are not carried', `field_${field.number}`);
  const rough = model.entities.map((entity) => planEntity({ catalog, model, names, places, tally, nested }, entity));
  const entities = rough.map((entity) => planFormulas(entity, tally));
  const byNumber = new Map(entities.map((entity) => [entity.vendor.number, entity]));
  const fields = new Map(entities.flatMap((entity) => entity.fields.map((field) => [field.vendor.number, field])));
  return { entities, entity: (number) => byNumber.get(number), field: (number) => fields.get(number) };
}

/** The code of a list that several fields share. */
export function globalListCode(number: number): string {
  return `global_list_${number}`;
}

/** The number of the global list that a field has its options from; 0 where they are its own. */
export function globalListOf({ configuration }: VendorField): number {
  const number = Number(configuration['use_global_list'] ?? 0);
  return Number.isSafeInteger(number) ? number : 0;
}

/** The stored entity that has a number. */
export function entityOfNumber(catalog: Catalog, number: number): EntityDefinition | undefined {
  return number === USERS ? catalog.entity('user') : catalog.entities.find(({ annotations }) => numberNote(annotations, NOTE.entity) === number);
}

function nameEntities(catalog: Catalog, entities: readonly VendorEntity[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let beside = catalog;
  for (const { number, name } of entities) {
    const found = entityOfNumber(catalog, number)?.name;
    names.set(number, found ?? entityName(beside, { ru: name, en: name }));
    if (found === undefined) beside = createCatalog([...beside.entities, defineEntity({ name: names.get(number) ?? '', label: { ru: name, en: name }, heading: 'id', fields: [] })], 0);
  }
  return names;
}

interface Drawing {
  readonly catalog: Catalog;
  readonly model: VendorModel;
  readonly names: ReadonlyMap<number, string>;
  readonly places: FieldPlaces;
  readonly nested: ReadonlySet<number>;
  readonly tally: Tally;
}

function planEntity(drawing: Drawing, vendor: VendorEntity): PlannedEntity {
  const { catalog, names, nested } = drawing;
  const stored = entityOfNumber(catalog, vendor.number);
  const name = names.get(vendor.number) ?? '';
  const label = { ru: vendor.name || name, en: vendor.name || name };
  const isUser = vendor.number === USERS;
  const parent = isUser ? undefined : names.get(vendor.parent);
  const parentLabel = drawing.model.entities.find(({ number }) => number === vendor.parent)?.name ?? LABELS.parent;
  const tree = !isUser && nested.has(vendor.number) ? LABELS.tree : undefined;
  const own = [
    ...(parent === undefined ? [] : [link(LABELS.parent, parent, parentLabel, parentLabel, { indexed: true })]),
    ...(tree === undefined ? [] : [link(tree, name, 'Входит в', 'Part of', { indexed: true })]),
  ];
  const base = stored ?? defineEntity({ name, label, heading: 'name', granted: true, fields: [], ...(parent === undefined ? {} : { parent: LABELS.parent }) });
  const withOwn = { ...base, fields: [...base.fields, ...own.filter((field) => base.fields.every((known) => known.name !== field.name))] };
  const { entity, fields } = planFields(drawing, withOwn, drawing.model.fields.filter((field) => field.entity === vendor.number));
  return { vendor, stored, tree, fields, definition: isUser ? entity : finished(entity, vendor, fields, drawing) };
}

function planFields(drawing: Drawing, base: EntityDefinition, vendors: readonly VendorField[]): { readonly entity: EntityDefinition; readonly fields: readonly PlannedField[] } {
  let entity = base;
  const fields: PlannedField[] = [];
  for (const vendor of vendors) {
    if (RESERVED.some((name) => name === vendor.type)) continue;
    const known = knownField(base, vendor);
    const core = USER_FIELDS[vendor.type] === undefined ? planField(vendor, known?.name ?? fieldName(entity, { ru: vendor.name, en: vendor.name }), drawing.places) : standing(known, vendor);
    if (core === undefined) {
      drawing.tally.note(`fields of the type ${vendor.type} are not carried${CORE_TYPES[vendor.type] === undefined ? '' : ': what they point at is gone'}`, `field_${vendor.number} ${vendor.name}`);
      continue;
    }
    const merged = known === undefined ? core : merge(known, core);
    fields.push({ vendor, core: merged, typed: core.type });
    entity = { ...entity, fields: known === undefined ? [...entity.fields, merged] : entity.fields.map((field) => (field.name === merged.name ? merged : field)) };
  }
  return { entity, fields };
}

/** The field of the store that has the number of this one, or stands for it. */
function knownField({ fields }: EntityDefinition, { number, type }: VendorField): FieldDefinition | undefined {
  const standing = USER_FIELDS[type];
  return fields.find((field) => (standing === undefined ? numberNote(field.annotations, NOTE.field) === number : field.name === standing));
}

/** A field of a user as the product has it, under the number that it has in the dump. */
function standing(known: FieldDefinition | undefined, { number, type }: VendorField): FieldDefinition | undefined {
  return known === undefined ? undefined : { ...known, annotations: { ...known.annotations, [NOTE.field]: String(number), [NOTE.type]: type } };
}

/** A field that is here already keeps its name and its list, and becomes otherwise what the dump says. */
function merge(known: FieldDefinition, core: FieldDefinition): FieldDefinition {
  const list = known.settings.list === undefined || core.settings.list === undefined ? {} : { list: known.settings.list };
  const label = known.label.ru === core.label.ru || known.label.en === core.label.en ? known.label : core.label;
  return { ...known, label, required: core.required, settings: { ...known.settings, ...core.settings, ...list }, annotations: { ...known.annotations, ...core.annotations } };
}

function finished(entity: EntityDefinition, vendor: VendorEntity, fields: readonly PlannedField[], { model }: Drawing): EntityDefinition {
  const heading = fields.find((field) => field.vendor.heading)?.core ?? fields.find(({ core }) => core.type === 'text')?.core ?? fields[0]?.core;
  const searched = fields.filter((field) => SEARCHED.has(field.core.type) && (String(field.vendor.configuration['allow_search'] ?? '') === '1' || field.core === heading)).map(({ core }) => core.name);
  const label = entity.label.ru === vendor.name || entity.label.en === vendor.name ? entity.label : { ru: vendor.name || entity.name, en: vendor.name || entity.name };
  const reserved = Object.fromEntries(model.fields.filter((field) => field.entity === vendor.number && RESERVED.some((name) => name === field.type)).map((field) => [field.type, field.number]));
  return {
    ...entity, label, searched, commented: vendor.commented, heading: heading?.name ?? 'name',
    fields: heading === undefined && entity.fields.every(({ name }) => name !== 'name') ? [...entity.fields, text('name', 'Название', 'Name')] : entity.fields,
    annotations: { ...entity.annotations, [NOTE.entity]: String(vendor.number), [NOTE.sort]: String(vendor.sort), [NOTE.reserved]: JSON.stringify({ ...reservedOf(entity), ...reserved }) },
  };
}

/** Whether a field holds options. */
export function hasOptions({ core }: PlannedField): boolean {
  return OPTIONED.has(core.type);
}
