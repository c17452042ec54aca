import type { Annotate } from '../../../core/crm.ts';
import type { Catalog } from '../../../core/metadata/catalog.ts';
import type { Annotations, EntityDefinition, FieldDefinition } from '../../../core/metadata/definitions.ts';
import { NOTE, numberNote, objectNote } from './annotations.ts';

/** The reserved fields of every entity, in the order in which a new entity numbers them (Rukovoditel contract 3.1). */
export const RESERVED = ['action', 'id', 'date_added', 'date_updated', 'created_by', 'parent_item_id'] as const;
export type Reserved = (typeof RESERVED)[number];

/** Entities that the product brings have numbers far above those that an application of the vendor ever reaches. */
export const FIRST_OF_OURS = 100_000;
const FIELDS_OF_ONE = 1000;
/** Entities of the product by their number; fields follow: `client` is 100001, its fields are 100001001, 100001002… */
const OURS: Readonly<Record<string, number>> = {
  client: 100_001, person: 100_002, deal: 100_003, lead: 100_004, task: 100_005, activity: 100_006, requisites: 100_007,
  teacher: 100_010, group: 100_011, membership: 100_012, lesson: 100_013, attendance: 100_014, regular_lesson: 100_015, working_hours: 100_016, teacher_rate: 100_017,
  tariff: 100_020, subscription: 100_021, discount: 100_022, payment: 100_023, bonus: 100_024, message: 100_025,
};
/** Below these an application made here would collide with the one that ships with the vendor's product (contract 4). */
const LAST_SHIPPED = { entity: 24, field: 206 };
const USERS = 1;
const USER_RESERVED: Readonly<Record<Reserved, number>> = { action: 1, id: 2, date_added: 3, date_updated: 202, created_by: 4, parent_item_id: 196 };
/** The fields of entity 1 that every installation of the vendor has (contract 3.4.9). */
const USER_FIELDS: Readonly<Record<string, readonly [number: number, type: string]>> = {
  active: [5, 'user_status'], role: [6, 'user_accessgroups'], first_name: [7, 'user_firstname'], last_name: [8, 'user_lastname'],
  emails: [9, 'user_email'], photo: [10, 'user_photo'], login: [12, 'user_username'], language: [13, 'user_language'], skin: [14, 'user_skin'],
  last_login_at: [201, 'user_last_login_date'],
};
const USERS_OWN = 100_000;

/** Gives entities and fields that have no number yet the next free ones; a number once given is never given again. */
export const numberEntities: Annotate = (changed, catalog) => {
  const taken = highest(catalog, changed);
  return changed.map((entity) => {
    if (entity.kind === 'dictionary' || entity.kind === 'internal' || entity.kind === 'part') return entity;
    if (entity.name === 'user') return numberUsers(entity);
    const ours = OURS[entity.name];
    if (ours !== undefined) return numberOurs(entity, ours);
    return entity.granted === true ? numberDesigned(entity, taken) : entity;
  });
};

interface Taken {
  entity: number;
  field: number;
}

function highest({ entities }: Catalog, changed: readonly EntityDefinition[]): Taken {
  const taken = { ...LAST_SHIPPED };
  for (const entity of [...entities, ...changed]) {
    const numbers = [...entity.fields.map((field) => numberNote(field.annotations, NOTE.field) ?? 0), ...Object.values(reservedOf(entity))];
    taken.entity = Math.max(taken.entity, below(numberNote(entity.annotations, NOTE.entity) ?? 0));
    for (const number of numbers) taken.field = Math.max(taken.field, below(number));
  }
  return taken;
}

function below(number: number): number {
  return number < FIRST_OF_OURS ? number : 0;
}

/** The numbers of an entity's reserved fields. */
export function reservedOf(entity: EntityDefinition): Readonly<Partial<Record<Reserved, number>>> {
  const noted = objectNote(entity.annotations, NOTE.reserved);
  return Object.fromEntries(RESERVED.flatMap((name) => (typeof noted[name] === 'number' ? [[name, noted[name]]] : [])));
}

function numberDesigned(entity: EntityDefinition, taken: Taken): EntityDefinition {
  const number = numberNote(entity.annotations, NOTE.entity) ?? ++taken.entity;
  const known = reservedOf(entity);
  const reserved = Object.fromEntries(RESERVED.map((name) => [name, known[name] ?? ++taken.field]));
  const fields = entity.fields.map((field) => (field.name === entity.parent ? field : withNotes(field, { [NOTE.field]: String(numberNote(field.annotations, NOTE.field) ?? ++taken.field) })));
  return { ...noted(entity, number, reserved), fields };
}

function numberOurs(entity: EntityDefinition, number: number): EntityDefinition {
  const first = number * FIELDS_OF_ONE;
  const reserved = Object.fromEntries(RESERVED.map((name, index) => [name, first + 900 + index]));
  return { ...noted(entity, number, reserved), fields: entity.fields.map((field, index) => withNotes(field, { [NOTE.field]: String(first + index + 1) })) };
}

function numberUsers(entity: EntityDefinition): EntityDefinition {
  const fields = entity.fields.map((field, index) => {
    const [number, type] = USER_FIELDS[field.name] ?? [USERS_OWN * FIELDS_OF_ONE + index + 1, undefined];
    const given = numberNote(field.annotations, NOTE.field) ?? number;
    return withNotes(field, { [NOTE.field]: String(given), ...(type === undefined ? {} : { [NOTE.type]: type }) });
  });
  return { ...noted(entity, USERS, USER_RESERVED), fields };
}

function noted(entity: EntityDefinition, number: number, reserved: Readonly<Record<string, number>>): EntityDefinition {
  const annotations: Annotations = { ...entity.annotations, [NOTE.entity]: String(number), [NOTE.reserved]: JSON.stringify(reserved) };
  return { ...entity, annotations };
}

function withNotes(field: FieldDefinition, notes: Annotations): FieldDefinition {
  return { ...field, annotations: { ...field.annotations, ...notes } };
}
