import type { Directory } from '../../../core/directory.ts';
import type { EntityDefinition, FieldDefinition, Label } from '../../../core/metadata/definitions.ts';
import { NOTE, numberNote, objectNote } from './annotations.ts';
import { RESERVED, reservedOf, type Reserved } from './numbers.ts';
import { vendorType } from './vendor-types.ts';

/** A field as this language knows it: a core field, or one of the reserved ones that every entity has. */
export interface WireField {
  readonly number: number;
  readonly type: string;
  readonly label: Label | undefined;
  readonly tab: number;
  readonly sort: number;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly core: FieldDefinition | undefined;
  readonly reserved: Reserved | undefined;
}

export interface WireEntity {
  readonly number: number;
  /** 0 at the top. */
  readonly parentNumber: number;
  readonly definition: EntityDefinition;
  readonly label: Label;
  readonly sort: number;
  readonly fields: readonly WireField[];
  field(number: number): WireField | undefined;
}

/** All entities and fields by their numbers. */
export interface Application {
  readonly entities: readonly WireEntity[];
  entity(number: number): WireEntity | undefined;
  ofName(name: string): WireEntity | undefined;
}

/** As every installation of the vendor calls entity 1 (Rukovoditel contract 4.2). */
const USERS: Label = { en: 'Users', ru: 'Пользователи' };
const KNOWN = new WeakMap<Directory, Application>();

/** The application that a directory holds; worked out once for each. */
export function applicationOf(directory: Directory): Application {
  const known = KNOWN.get(directory);
  if (known !== undefined) return known;
  const { catalog } = directory;
  const isDictionary = (name: string): boolean => catalog.has(name) && catalog.entity(name).kind === 'dictionary';
  const numberOf = (name: string | undefined): number => (name === undefined || !catalog.has(name) ? 0 : (numberNote(catalog.entity(name).annotations, NOTE.entity) ?? 0));
  const entities = catalog.entities.flatMap((definition) => {
    const number = numberNote(definition.annotations, NOTE.entity);
    return number === undefined || definition.removed === true ? [] : [toEntity(definition, number, numberOf, isDictionary)];
  }).toSorted((left, right) => left.sort - right.sort || left.number - right.number);
  const byNumber = new Map(entities.map((entity) => [entity.number, entity]));
  const byName = new Map(entities.map((entity) => [entity.definition.name, entity]));
  const application: Application = { entities, entity: (number) => byNumber.get(number), ofName: (name) => byName.get(name) };
  KNOWN.set(directory, application);
  return application;
}

function toEntity(definition: EntityDefinition, number: number, numberOf: (name: string | undefined) => number, isDictionary: (name: string) => boolean): WireEntity {
  const parent = definition.fields.find(({ name }) => name === definition.parent)?.settings.entity;
  const own = definition.fields.flatMap((field, index) => {
    const fieldNumber = numberNote(field.annotations, NOTE.field);
    // The parent is a system column here, and JSON is nothing that people read.
    if (fieldNumber === undefined || !field.active || field.secret || field.name === definition.parent || field.type === 'json') return [];
    return [toField(field, fieldNumber, index, vendorType(field, isDictionary))];
  });
  const fields = [...reservedFields(definition), ...own.toSorted((left, right) => left.tab - right.tab || left.sort - right.sort || left.number - right.number)];
  const byNumber = new Map(fields.map((field) => [field.number, field]));
  return { number, parentNumber: numberOf(parent), definition, label: definition.name === 'user' ? USERS : definition.label, sort: numberNote(definition.annotations, NOTE.sort) ?? number, fields, field: (wanted) => byNumber.get(wanted) };
}

function toField(core: FieldDefinition, number: number, index: number, type: string): WireField {
  const configuration = objectNote(core.annotations, NOTE.configuration);
  return { number, type, label: core.label, tab: numberNote(core.annotations, NOTE.tab) ?? 1, sort: index, configuration, core, reserved: undefined };
}

function reservedFields(definition: EntityDefinition): readonly WireField[] {
  const numbers = reservedOf(definition);
  return RESERVED.flatMap((name, index): readonly WireField[] => {
    const number = numbers[name];
    return number === undefined ? [] : [{ number, type: name, label: undefined, tab: 0, sort: index, configuration: {}, core: undefined, reserved: name }];
  });
}
