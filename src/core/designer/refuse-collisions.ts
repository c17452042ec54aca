import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { shadowOf } from '../fields/shadows.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { textAt, type CrmRecord } from '../values.ts';
import { pagesOf } from './walk-records.ts';

/** Refuses (`duplicate`, naming the second of two) when living records hold one value in the field; `within`: in records of one parent. */
export async function refuseCollisions(crm: Crm, entity: EntityDefinition, field: FieldDefinition, within?: string): Promise<void> {
  const seen = new Set<string>();
  for await (const records of pagesOf(crm, entity.name, [entity.heading, field.name, ...(within === undefined ? [] : [within])])) {
    for (const record of records) {
      const key = keyOf(record, field, within);
      if (key !== undefined && seen.has(key)) throw new CrmError('duplicate', { entity: entity.name, id: record.id, title: textAt(record, entity.heading) ?? '', faults: [{ field: field.name, fault: 'taken' }] });
      if (key !== undefined) seen.add(key);
    }
  }
}

/** Nothing stored collides with nothing. */
function keyOf(record: CrmRecord, { name, type }: FieldDefinition, within: string | undefined): string | undefined {
  const value = record[name] ?? null;
  const parent = within === undefined ? 0 : (record[within] ?? null);
  if (value === null || parent === null) return undefined;
  return `${String(parent)}/${type === 'text' ? shadowOf('key', value) : JSON.stringify(value)}`;
}
