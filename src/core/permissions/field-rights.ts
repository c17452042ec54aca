import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { contains, containsDigits, anyOf, type Filter } from '../query/filter.ts';
import type { RecordQuery } from '../query/record-query.ts';
import { searchShadow } from '../fields/shadows.ts';
import type { CrmRecord } from '../values.ts';
import type { EntityRights } from './rights.ts';

/**
 * The query as an account may ask it: a hidden field is no field, neither to filter nor to sort by nor to read, and the
 * search by word does not look into it. Throws `unknown_field`.
 */
export function askable(entity: EntityDefinition, given: EntityRights, query: RecordQuery): RecordQuery {
  const rights = withoutRemoved(entity, given);
  if (rights.hidden.size === 0) return query;
  refuseHidden(entity, rights, query.sort.field);
  return {
    ...query,
    filter: askableFilter(entity, rights, query.filter),
    fields: (query.fields ?? entity.fields.map(({ name }) => name)).filter((name) => !rights.hidden.has(name)),
  };
}

/** A field that the designer took away is hidden from everybody. */
function withoutRemoved(entity: EntityDefinition, rights: EntityRights): EntityRights {
  const removed = entity.fields.filter((field) => field.removed === true);
  return removed.length === 0 ? rights : { ...rights, hidden: new Set([...rights.hidden, ...removed.map(({ name }) => name)]) };
}

/** The filter as an account may ask it. Throws `unknown_field` where it names a hidden one. */
export function askableFilter(entity: EntityDefinition, rights: EntityRights, filter: Filter): Filter {
  const part = (one: Filter): Filter => askableFilter(entity, rights, one);
  switch (filter.kind) {
    case 'all': case 'none': return filter;
    case 'and': case 'or': return { ...filter, filters: filter.filters.map(part) };
    case 'not': return { ...filter, filter: part(filter.filter) };
    case 'search': return entity.searched.some((name) => rights.hidden.has(name)) ? searchSeen(entity, rights, filter.needles) : filter;
    case 'contact': return rights.hidden.size === 0 ? filter : { kind: 'none' };
    default:
      refuseHidden(entity, rights, filter.field);
      return filter;
  }
}

function searchSeen(entity: EntityDefinition, rights: EntityRights, needles: readonly string[]): Filter {
  const seen = entity.fields.filter(({ name }) => entity.searched.includes(name) && !rights.hidden.has(name));
  return anyOf(...needles.flatMap((needle) => seen.map((field) => (searchShadow(field) === 'digits' ? digitsIn(field.name, needle) : contains(field.name, needle)))));
}

function digitsIn(name: string, needle: string): Filter {
  return /^\d+$/u.test(needle) ? containsDigits(name, needle) : { kind: 'none' };
}

function refuseHidden(entity: EntityDefinition, rights: EntityRights, name: string): void {
  if (rights.hidden.has(name)) throw new CrmError('unknown_field', { entity: entity.name, reason: name });
}

/** The record without the values of hidden and removed fields. */
export function shownTo(entity: EntityDefinition, given: EntityRights, record: CrmRecord): CrmRecord {
  const rights = withoutRemoved(entity, given);
  if (rights.hidden.size === 0) return record;
  const shown: { id: number; version: number; [field: string]: CrmRecord[string] } = { ...record };
  for (const name of rights.hidden) delete shown[name];
  return shown;
}
