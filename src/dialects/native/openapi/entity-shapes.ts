import * as z from 'zod';
import type { Described } from '../call.ts';
import type { ShownEntity } from '../records/shown-entity.ts';
import { fieldShape, isReadOnly } from '../shapes/field-shape.ts';
import { SYSTEM_SHAPES } from '../shapes/system-fields.ts';

export type EntityPart = Exclude<Described, z.ZodType>;

/** The shapes that an entity makes at run time, of the shapes of its fields. */
export function entityShape(entity: ShownEntity, part: EntityPart): z.ZodType {
  switch (part) {
    case 'record': return recordShape(entity);
    case 'record_page': return z.object({ data: z.array(recordShape(entity)), total: z.int(), limit: z.int(), offset: z.int() });
    case 'deleted_records': return z.object({ data: z.array(recordShape(entity).extend({ deleted_at: z.iso.datetime() })), limit: z.int() });
    case 'new_record': return writtenShape(entity, true);
    case 'record_change': return writtenShape(entity, false);
  }
}

/** `fields` leaves fields out and `expand` adds titles, so only id and version are always there. */
function recordShape({ fields }: ShownEntity): z.ZodObject {
  const { id, version, ...system } = SYSTEM_SHAPES;
  const own = Object.fromEntries(fields.map((field) => [field.name, labelled(fieldShape(field), field.label.en).optional()]));
  const rest = Object.fromEntries(Object.entries(system).map(([name, shape]) => [name, shape.optional()]));
  return z.object({ id, version, ...rest, ...own, _titles: z.record(z.string(), z.record(z.string(), z.string())).optional() });
}

function writtenShape({ fields, rights }: ShownEntity, whole: boolean): z.ZodType {
  return z.strictObject(Object.fromEntries(fields.filter((field) => !isReadOnly(field) && !rights.fixed.has(field.name)).map((field) => {
    const shape = labelled(fieldShape(field), field.label.en);
    return [field.name, whole && field.required && field.settings.standard === undefined ? shape : shape.optional()];
  })));
}

function labelled(shape: z.ZodType, title: string): z.ZodType {
  return shape.meta({ title });
}
