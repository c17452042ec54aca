import type { FieldValue } from '../../../core/values.ts';
import { instantIn, numberIn } from './cells.ts';
import { convertValue, recordId, type Conversion } from './convert-value.ts';
import type { Row } from './dump/dump-part.ts';
import type { PlannedEntity, PlannedField } from './plan.ts';
import type { Prepared } from './prepared.ts';
import type { Tally } from './tally.ts';

/** A row of `app_entity_N` as a record of the same id (Rukovoditel contract 3.1). */
export function prepareRecord({ vendor, definition, tree, fields }: PlannedEntity, row: Row, conversion: Conversion, tally: Tally): Prepared {
  const id = numberIn(row, 'id');
  const parent = definition.parent === undefined ? {} : { [definition.parent]: recordId(vendor.parent, numberIn(row, 'parent_item_id'), conversion.ids) ?? null };
  const above = tree === undefined ? {} : { [tree]: numberIn(row, 'parent_id') || null };
  return { entity: definition.name, id, values: { ...fieldValues(fields, row, conversion, tally), ...parent, ...above, ...stampOf(row, conversion, tally) }, files: fileNames(fields, row) };
}

/** Who made a record and when; nobody for public forms and users that are gone. */
export function stampOf(row: Row, { ids }: Conversion, tally: Tally): Readonly<Record<string, FieldValue>> {
  const author = ids.user(numberIn(row, 'created_by')) ?? null;
  if (author === null && numberIn(row, 'created_by') > 0) tally.note('authors are gone: their records have none', `user ${numberIn(row, 'created_by')}`);
  const added = instantIn(row, 'date_added');
  return { ...(added === null ? {} : { created_at: added }), created_by: author, updated_at: instantIn(row, 'date_updated') };
}

/** The values of fields; what of them is lost is counted by field. */
export function fieldValues(fields: readonly PlannedField[], row: Row, conversion: Conversion, tally: Tally): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(fields.flatMap((field) => {
    const raw = row.get(`field_${field.vendor.number}`);
    const { value, lost } = convertValue(field, raw, conversion);
    if (lost !== undefined) tally.note(`field_${field.vendor.number} ${field.vendor.name}: ${lost}`, `item ${numberIn(row, 'id')}: ${(raw ?? '').slice(0, 40)}`);
    return value === null ? [] : [[field.core.name, value]];
  }));
}

/** The names that file fields hold: comma lists (Rukovoditel contract 3.9). */
export function fileNames(fields: readonly PlannedField[], row: Row): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(fields.filter(({ core }) => core.type === 'files').flatMap(({ vendor, core }) => {
    const names = namesIn(row.get(`field_${vendor.number}`));
    return names.length === 0 ? [] : [[core.name, names]];
  }));
}

/** The names of a comma list. */
export function namesIn(text: string | null | undefined): readonly string[] {
  return (text ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
}
