import { defineField, type FieldDefinition, type FieldTypeName } from './definitions.ts';

type Extras = Partial<Omit<FieldDefinition, 'name' | 'type' | 'label'>>;
type FieldMaker = (name: string, ru: string, en: string, extras?: Extras) => FieldDefinition;

const maker = (type: FieldTypeName): FieldMaker => (name, ru, en, extras = {}) => defineField({ name, type, label: { ru, en }, ...extras });

/** Short ways to write fields in presets: `text('name', 'Название', 'Name')`. */
export const text = maker('text');
export const longText = maker('long_text');
export const flag = maker('boolean');
export const integer = maker('integer');
export const money = maker('money');
export const instant = maker('instant');
export const date = maker('date');
export const phones = maker('phones');
export const emails = maker('emails');
export const texts = maker('texts');
export const json = maker('json');
export const decimal = maker('decimal');
export const percent = maker('percent');
export const timeOfDay = maker('time_of_day');
export const email = maker('email');
export const phone = maker('phone');
export const url = maker('url');
export const files = maker('files');
export const counter = maker('counter');
export const random = maker('random');

/** A field that points at records of an entity. */
export function link(name: string, entity: string, ru: string, en: string, extras: Extras = {}): FieldDefinition {
  return defineField({ name, type: 'link', label: { ru, en }, ...extras, settings: { entity, ...extras.settings } });
}

/** A field that points at some records of an entity. */
export function links(name: string, entity: string, ru: string, en: string, extras: Extras = {}): FieldDefinition {
  return defineField({ name, type: 'links', label: { ru, en }, ...extras, settings: { entity, ...extras.settings } });
}

/** A field with one option of the list of this code. */
export function option(name: string, list: string, ru: string, en: string, extras: Extras = {}): FieldDefinition {
  return defineField({ name, type: 'option', label: { ru, en }, ...extras, settings: { list, ...extras.settings } });
}

/** A field with some options of the list of this code. */
export function options(name: string, list: string, ru: string, en: string, extras: Extras = {}): FieldDefinition {
  return defineField({ name, type: 'options', label: { ru, en }, ...extras, settings: { list, ...extras.settings } });
}

/** A number worked out from the other fields of the record: `[price] * [amount]`. */
export function formula(name: string, text: string, ru: string, en: string, extras: Extras = {}): FieldDefinition {
  return defineField({ name, type: 'formula', label: { ru, en }, ...extras, settings: { formula: text, ...extras.settings } });
}

/** A field with a closed list of values. */
export function choice(name: string, choices: readonly string[], ru: string, en: string, extras: Extras = {}): FieldDefinition {
  return defineField({ name, type: 'choice', label: { ru, en }, ...extras, settings: { choices, ...extras.settings } });
}
