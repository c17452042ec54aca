import * as z from 'zod';
import type { FieldDefinition, FieldTypeName } from '../../../core/metadata/definitions.ts';

/** How values of each type of field travel. Limits of length and range are told here and judged by the core. */
const SHAPES: Readonly<Record<FieldTypeName, (field: FieldDefinition) => z.ZodType>> = {
  text,
  long_text: text,
  boolean: () => z.boolean(),
  integer: () => z.int(),
  money: () => z.int().meta({ description: 'Minor units (kopecks)' }),
  instant: () => z.iso.datetime({ offset: true }),
  date: () => z.string().meta({ format: 'date' }),
  choice: ({ settings: { choices = [] } }) => z.string().meta({ enum: [...choices] }),
  link: ({ settings: { entity = '' } }) => z.int().meta({ description: `Id of a record of ${entity}` }),
  phones: listOfTexts,
  emails: listOfTexts,
  texts: listOfTexts,
  json: () => z.string().meta({ contentMediaType: 'application/json' }),
  decimal: () => z.number(),
  percent: () => z.int().meta({ minimum: 0, maximum: 100 }),
  time_of_day: () => z.string().meta({ pattern: '^[0-9]{2}:[0-9]{2}$' }),
  option: ({ settings: { list = '' } }) => z.int().meta({ description: `Id of an option of the list ${list}` }),
  options: ({ settings: { list = '' } }) => z.array(z.int()).meta({ description: `Ids of options of the list ${list}` }),
  links: ({ settings: { entity = '' } }) => z.array(z.int()).meta({ description: `Ids of records of ${entity}` }),
  email: text,
  phone: text,
  url: text,
  files: () => z.array(z.strictObject({ id: z.int(), name: z.string() })),
  counter: () => z.int(),
  random: text,
  formula: () => z.number(),
  text_formula: text,
};

const KNOWN = new WeakMap<FieldDefinition, z.ZodType>();

/** The shape of a field's value; null stands for "nothing" in every field. Worked out once for each definition. */
export function fieldShape(field: FieldDefinition): z.ZodType {
  const known = KNOWN.get(field) ?? SHAPES[field.type](field).nullable();
  KNOWN.set(field, known);
  return known;
}

/** Whether a field is only read: worked out from others, kept by the product, or filled where files are taken in. */
export function isReadOnly({ type, computed }: Pick<FieldDefinition, 'type' | 'computed'>): boolean {
  return computed === true || type === 'formula' || type === 'text_formula' || type === 'files';
}

function text({ settings: { maxLength } }: FieldDefinition): z.ZodType {
  return maxLength === undefined ? z.string() : z.string().meta({ maxLength });
}

function listOfTexts({ settings: { maxLength } }: FieldDefinition): z.ZodType {
  return z.array(maxLength === undefined ? z.string() : z.string().meta({ maxLength }));
}
