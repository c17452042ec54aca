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

/** A field that points at records of an entity. */
export function link(name: string, entity: string, ru: string, en: string, extras: Extras = {}): FieldDefinition {
  return defineField({ name, type: 'link', label: { ru, en }, ...extras, settings: { entity, ...extras.settings } });
}

/** A field with a closed list of values. */
export function choice(name: string, choices: readonly string[], ru: string, en: string, extras: Extras = {}): FieldDefinition {
  return defineField({ name, type: 'choice', label: { ru, en }, ...extras, settings: { choices, ...extras.settings } });
}
