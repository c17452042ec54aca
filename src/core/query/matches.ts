import { searchText, shadowOf } from '../fields/shadows.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import type { CrmRecord, FieldValue } from '../values.ts';
import type { Bound, Filter } from './filter.ts';

/** Tells whether a record satisfies a filter, exactly as the SQL of both engines does. */
export function matches(entity: EntityDefinition, filter: Filter, record: CrmRecord): boolean {
  switch (filter.kind) {
    case 'all': return true;
    case 'none': return false;
    case 'and': return filter.filters.every((part) => matches(entity, part, record));
    case 'or': return filter.filters.some((part) => matches(entity, part, record));
    case 'not': return !matches(entity, filter.filter, record);
    case 'equals': return (record[filter.field] ?? null) === filter.value;
    case 'in': return filter.values.some((value) => record[filter.field] === value);
    case 'range': return within(record[filter.field], filter.from, filter.to);
    case 'contains': return containsFolded(entity, filter.field, record[filter.field], filter.needle);
    case 'same_key': return shadowOf('key', record[filter.field]) === filter.key;
    case 'search': {
      const text = searchText(entity, (field) => record[field]);
      return filter.needles.some((needle) => text.includes(needle));
    }
  }
}

function within(value: FieldValue | undefined, from: Bound | undefined, to: Bound | undefined): boolean {
  if (value === null || value === undefined || typeof value === 'object' || typeof value === 'boolean') return false;
  if (from !== undefined && !(from.inclusive ? value >= from.value : value > from.value)) return false;
  return to === undefined || (to.inclusive ? value <= to.value : value < to.value);
}

function containsFolded(entity: EntityDefinition, name: string, value: FieldValue | undefined, needle: string): boolean {
  const phones = entity.fields.some((field) => field.name === name && field.type === 'phones');
  return shadowOf(phones ? 'digits' : 'fold', value)?.includes(needle) ?? false;
}
