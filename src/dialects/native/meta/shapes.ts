import * as z from 'zod';
import { VISIBILITIES } from '../../../core/accounts/account.ts';
import { FIELD_TYPES } from '../../../core/fields/registry.ts';
import type { FieldTypeName } from '../../../core/metadata/definitions.ts';
import { COMMENT_RIGHTS, DELETE_RIGHTS, READ_RIGHTS, UPDATE_RIGHTS } from '../../../core/permissions/rights.ts';
import { OPERATORS } from '../records/filter.ts';
import { exactNullish, exactOptional } from '../shapes/optional.ts';

const isTypeName = (name: string): name is FieldTypeName => Object.hasOwn(FIELD_TYPES, name);

/** The names of all types of fields. */
export const TYPE_NAMES: readonly FieldTypeName[] = Object.keys(FIELD_TYPES).filter(isTypeName);

/** Texts for people; what is missing in one language is as in the other. */
export const LABEL = z.strictObject({ ru: z.string().default(''), en: z.string().default('') });

const standard = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const settingShapes = {
  max_length: z.int(),
  entity: z.string().meta({ description: 'link, links: the entity that they point at' }),
  choices: z.array(z.string()),
  matched: z.boolean().meta({ description: 'text: compared without case, ё and quotation marks where values are unique' }),
  list: z.string().meta({ description: 'option, options: the code of the list' }),
  open: z.boolean(),
  max_items: z.int(),
  formula: z.string(),
  decimals: z.int(),
  prefix: z.string(),
  suffix: z.string(),
  length: z.int(),
  additive: z.boolean(),
  html: z.boolean(),
  standard: standard.meta({ description: 'The value of a new record that says nothing of the field, as it is stored' }),
};

/** Settings of a field; each type understands some of them. */
export const SETTINGS = z.strictObject(exactOptional(settingShapes));

/** As they change: null takes a setting away. */
export const SETTINGS_CHANGE = z.strictObject(exactNullish(settingShapes));

export const FIELD = z.strictObject({
  name: z.string(),
  type: z.enum(TYPE_NAMES),
  label: LABEL,
  settings: SETTINGS,
  required: z.boolean(),
  active: z.boolean(),
  indexed: z.boolean(),
  searched: z.boolean(),
  heading: z.boolean().meta({ description: 'Names a record to people' }),
  unique: z.enum(['all', 'parent', 'none']),
  read_only: z.boolean().meta({ description: 'The caller does not write it' }),
  removed: z.boolean(),
});

/** A field that was given another type; a dry run reports instead. */
export const RETYPED = z.strictObject({
  field: FIELD,
  report: z.strictObject({
    records: z.int(),
    converts: z.int(),
    empty: z.int(),
    fails: z.int(),
    examples: z.array(z.strictObject({ id: z.int(), value: z.unknown(), fault: z.string() })),
  }).nullable(),
});

export const ENTITY_RIGHTS = z.strictObject({
  read: z.enum(READ_RIGHTS),
  create: z.boolean(),
  update: z.enum(UPDATE_RIGHTS),
  delete: z.enum(DELETE_RIGHTS),
  comment: z.enum(COMMENT_RIGHTS),
});

export const ENTITY = z.strictObject({
  name: z.string(),
  label: LABEL,
  kind: z.enum(['records', 'dictionary']),
  heading: z.string().nullable(),
  owner: z.string().nullable(),
  parent: z.string().nullable().meta({ description: 'The field that holds the record which this one lies in' }),
  granted: z.boolean().meta({ description: 'Only roles with a right see its records' }),
  commented: z.boolean(),
  removed: z.boolean(),
  rights: ENTITY_RIGHTS.meta({ description: 'What the caller may do' }),
});

export const WHOLE_ENTITY = ENTITY.extend({ fields: z.array(FIELD) });

export const OPTION = z.strictObject({
  id: z.int(),
  number: z.int(),
  title: z.string(),
  parent: z.int().nullable(),
  position: z.int(),
  color: z.string(),
  standard: z.boolean(),
  disabled: z.boolean(),
  value: z.number().nullable(),
  users: z.array(z.int()),
});

export const LIST = z.strictObject({ id: z.int(), code: z.string(), title: z.string(), note: z.string(), own: z.boolean(), position: z.int().nullable() });
export const WHOLE_LIST = LIST.extend({ options: z.array(OPTION) });

export const ROLE = z.strictObject({ id: z.int(), code: z.string(), title: z.string(), visibility: z.enum(VISIBILITIES), manages_users: z.boolean(), closed_faces: z.array(z.string()).meta({ description: 'API languages that people of the role may not use' }) });

export const RIGHT = ENTITY_RIGHTS.extend({ entity: z.string(), role: z.int(), hidden: z.array(z.string()), fixed: z.array(z.string()) });

export const FIELD_TYPE = z.strictObject({
  type: z.enum(TYPE_NAMES),
  read_only: z.boolean(),
  sortable: z.boolean(),
  operators: z.array(z.enum(OPERATORS)),
  schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of a value' }),
});

/** A list of things that are few: no pages. */
export function listOf(shape: z.ZodType): z.ZodType {
  return z.strictObject({ data: z.array(shape) });
}
