import { contactKeys, contactKind } from '../fields/contact-keys.ts';
import { isStorableText, type Shadow } from '../fields/field-type.ts';
import { FIELD_TYPES } from '../fields/registry.ts';
import { searchShadow, searchText, shadowOf } from '../fields/shadows.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { compareText } from '../text/compare.ts';
import { listAt, type CrmRecord, type FieldValue } from '../values.ts';
import { holdsIdsOf } from '../fields/list-items.ts';
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
    case 'any_of': return holdsIds(entity, filter.field) && listAt(record, filter.field).some((id) => filter.ids.includes(Number(id)));
    case 'range': return within(record[filter.field], filter.from, filter.to);
    case 'contains': return containsFolded(entity, filter.field, record[filter.field], filter.needle);
    case 'same_text': return hasShadow(entity, filter.field, 'fold') && isStorableText(filter.needle) && shadowOf('fold', record[filter.field]) === filter.needle;
    case 'empty': return isEmpty(record[filter.field]);
    case 'same_key': return hasShadow(entity, filter.field, 'key') && shadowOf('key', record[filter.field]) === filter.key;
    case 'contact': return entity.fields.some((field) => contactKind(field) === filter.point && contactKeys(filter.point, record[field.name]).includes(filter.key));
    case 'search': {
      const text = searchText(entity, (field) => record[field]);
      return entity.searched.length > 0 && filter.needles.some((needle) => holds(text, needle));
    }
  }
}

function within(value: FieldValue | undefined, from: Bound | undefined, to: Bound | undefined): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  if (from !== undefined && !satisfies(value, from, (order) => order > 0)) return false;
  return to === undefined || satisfies(value, to, (order) => order < 0);
}

/** A number is neither before nor after a text. */
function satisfies(value: string | number, bound: Bound, strictly: (order: number) => boolean): boolean {
  if (typeof value === 'string') {
    if (typeof bound.value !== 'string' || !isStorableText(bound.value)) return false;
    const order = compareText(value, bound.value);
    return strictly(order) || (bound.inclusive && order === 0);
  }
  if (typeof bound.value !== 'number' || Number.isNaN(bound.value)) return false;
  return value === bound.value ? bound.inclusive : strictly(value < bound.value ? -1 : 1);
}

function containsFolded(entity: EntityDefinition, name: string, value: FieldValue | undefined, needle: string): boolean {
  const field = entity.fields.find((known) => known.name === name);
  if (field === undefined) return false;
  const shadow = searchShadow(field);
  if (!FIELD_TYPES[field.type].shadows(field).includes(shadow)) return false;
  const text = shadowOf(shadow, value);
  return text !== null && holds(text, needle);
}

/** What cannot be stored is in no stored text, not even half a character in a whole one. */
function holds(text: string, needle: string): boolean {
  return isStorableText(needle) && text.includes(needle);
}

function holdsIds(entity: EntityDefinition, name: string): boolean {
  return entity.fields.some((field) => field.name === name && holdsIdsOf(field));
}

function hasShadow(entity: EntityDefinition, name: string, shadow: Shadow): boolean {
  return entity.fields.some((field) => field.name === name && FIELD_TYPES[field.type].shadows(field).includes(shadow));
}

function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && value.length === 0);
}
