import type { PlannedValue, PlannedValues } from '../changes/change-set.ts';
import { isNewId } from '../changes/change-set.ts';
import { CrmError } from '../errors.ts';
import type { Draft } from '../changes/draft.ts';
import { matches } from '../query/matches.ts';
import { shadowOf } from '../fields/shadows.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { allOf, equals, NOTHING, type Filter } from '../query/filter.ts';
import type { Storage } from '../storage.ts';
import { textAt, type CrmRecord } from '../values.ts';

/**
 * Refuses values that another living record holds where no two may (`duplicate`, with that record and the field). The
 * storage keeps two writers of one moment apart; this names to the second what it collided with.
 */
export async function checkUnique(storage: Storage, draft: Draft, entity: EntityDefinition, values: PlannedValues, record?: CrmRecord): Promise<void> {
  const valueOf = (name: string): PlannedValue => (Object.hasOwn(values, name) ? values[name] : record?.[name]) ?? null;
  for (const fields of entity.unique) {
    if (record !== undefined && !fields.some((name) => Object.hasOwn(values, name))) continue;
    const filter = allOf(...fields.map((name) => sameAs(entity, name, valueOf(name))));
    if (filter.kind === 'none') continue;
    if (isDrafted(draft, entity, filter)) throw new CrmError('duplicate', { entity: entity.name, faults: [{ field: fields.at(-1) ?? '', fault: 'taken' }] });
    const found = await storage.findRecords({ entity: entity.name, filter, sort: { field: 'id', descending: false }, offset: 0, limit: 2, fields: [entity.heading] });
    const other = found.find(({ id }) => id !== record?.id);
    if (other !== undefined) throw new CrmError('duplicate', { entity: entity.name, id: other.id, title: textAt(other, entity.heading) ?? '', faults: [{ field: fields.at(-1) ?? '', fault: 'taken' }] });
  }
}

/** Whether the same decision adds such a record already. */
function isDrafted(draft: Draft, entity: EntityDefinition, filter: Filter): boolean {
  return draft.toChangeSet().records.some((change) => change.kind === 'insert' && change.entity === entity.name && matches(entity, filter, plainRecord(change.values)));
}

/** What of planned values can be compared already. */
function plainRecord(values: PlannedValues): CrmRecord {
  return { id: 0, version: 0, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isNewId(value) ? null : value])) };
}

/** Nothing stored collides with nothing. */
function sameAs(entity: EntityDefinition, name: string, value: PlannedValue): Filter {
  if (isNewId(value) || value === null || typeof value === 'object') return NOTHING;
  const matched = entity.fields.some((field) => field.name === name && field.settings.matched === true);
  return matched ? { kind: 'same_key', field: name, key: shadowOf('key', value) ?? '' } : equals(name, value);
}
