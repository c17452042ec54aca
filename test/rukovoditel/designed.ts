import type { Context } from '../../src/core/context.ts';
import { addField } from '../../src/core/designer/add-field.ts';
import { addOption } from '../../src/core/designer/add-option.ts';
import { createEntity } from '../../src/core/designer/create-entity.ts';
import type { FieldPart } from '../../src/core/designer/field-part.ts';
import { changeEntities } from '../../src/core/metadata/change-entities.ts';
import { defineField, type FieldSettings, type FieldTypeName } from '../../src/core/metadata/definitions.ts';
import { optionLists } from '../../src/core/options/option-lists.ts';
import { NOTE } from '../../src/dialects/rukovoditel/application/annotations.ts';
import { applicationOf, type WireEntity } from '../../src/dialects/rukovoditel/application/application.ts';
import type { World } from './world.ts';

/** A field as a test wants it; `vendor` and `configuration` are noted as an import of an application would note them. */
export interface DesignedField extends FieldPart {
  readonly name: string;
  readonly type: FieldTypeName;
  readonly vendor?: string;
  readonly configuration?: object;
  readonly settings?: FieldSettings;
  /** The titles of the options of a list of its own. */
  readonly options?: readonly string[];
}

/** An entity made at run time, by its numbers on the wire. */
export interface Designed {
  readonly name: string;
  readonly number: number;
  /** The number of a field, or -1. */
  readonly field: (name: string) => number;
  /** The number of an option of a field. */
  readonly option: (field: string, title: string) => number;
  /** Reads the metadata anew. */
  readonly wire: () => Promise<WireEntity>;
}

/** Makes an entity with these fields beside its heading, called `name`. */
export async function design(world: World, name: string, fields: readonly DesignedField[], { parent, commented = false }: { readonly parent?: string; readonly commented?: boolean } = {}): Promise<Designed> {
  const root = await world.context('root');
  await createEntity(world.crm, root, { name, label: { ru: name, en: name }, commented, ...(parent === undefined ? {} : { parent }) });
  for (const field of fields) if (!isPlain(field)) await addOne(world, root, name, field);
  const notes = new Map(fields.map((field) => [field.name, notesOf(field)]));
  await changeEntities(world.crm, (catalog) => {
    const entity = catalog.entity(name);
    const plain = fields.filter(isPlain).map(({ name: field, type, settings = {} }) => defineField({ name: field, type, label: { ru: field, en: field }, settings }));
    return [{ ...entity, fields: [...entity.fields, ...plain].map((field) => ({ ...field, annotations: { ...field.annotations, ...notes.get(field.name) } })) }];
  });
  const directory = await world.crm.directory();
  const wire = async (): Promise<WireEntity> => known(applicationOf(await world.crm.directory()).ofName(name));
  const entity = await wire();
  return {
    name, wire, number: entity.number,
    field: (wanted) => entity.fields.find(({ core }) => core?.name === wanted)?.number ?? -1,
    option: (wanted, title) => optionLists(directory).of(entity.fields.find(({ core }) => core?.name === wanted)?.core?.settings.list).byTitle(title)?.number ?? -1,
  };
}

/** A change of the metadata each is slow: fields that need no list and no part of their own are added in one. */
function isPlain({ name: _name, type, vendor: _vendor, configuration: _configuration, settings: _settings, ...more }: DesignedField): boolean {
  return type !== 'option' && type !== 'options' && Object.keys(more).length === 0;
}

async function addOne(world: World, root: Context, entity: string, { name, type, settings = {}, options = [], vendor: _vendor, configuration: _configuration, ...part }: DesignedField): Promise<void> {
  const field = await addField(world.crm, root, entity, { name, type, label: { ru: name, en: name }, settings, ...part });
  for (const title of options) await addOption(world.crm, root, field.settings.list ?? '', { title });
}

function notesOf({ vendor, configuration }: DesignedField): Readonly<Record<string, string>> {
  return { ...(vendor === undefined ? {} : { [NOTE.type]: vendor }), ...(configuration === undefined ? {} : { [NOTE.configuration]: JSON.stringify(configuration) }) };
}

function known(entity: WireEntity | undefined): WireEntity {
  if (entity === undefined) throw new Error('the application does not know the entity');
  return entity;
}
