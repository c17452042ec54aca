import { defineField } from '../../../core/metadata/definitions.ts';
import type { Answer } from '../call.ts';
import { isSortable, OPERATORS_OF } from '../records/filter.ts';
import { fieldShape, isReadOnly } from '../shapes/field-shape.ts';
import { jsonSchema } from '../shapes/json-schema.ts';
import { TYPE_NAMES } from './shapes.ts';

/** `GET /meta/field-types`: what a designer can choose from, and what can be asked of each. */
export async function listFieldTypes(): Promise<Answer> {
  const data = TYPE_NAMES.map((type) => {
    const field = defineField({ name: type, type, label: { ru: type, en: type } });
    return { type, read_only: isReadOnly(field), sortable: isSortable(field), operators: OPERATORS_OF[type], schema: jsonSchema(fieldShape(field), 'output') };
  });
  return { status: 200, body: { data } };
}
