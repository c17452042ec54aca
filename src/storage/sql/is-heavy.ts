import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import { DEEP_OFFSET } from './compile-query.ts';
import { isIndexedText } from './table-plan.ts';

/** Decoding and sending more rows than this costs a request's thread more than handing the query over. */
const MANY_ROWS = 1000;

/** Whether a query may take long, so that it is better asked where it delays nobody than run between requests. */
export function isHeavy(entity: EntityDefinition, { filter, sort, offset, limit }: RecordQuery): boolean {
  if (offset > DEEP_OFFSET || limit > MANY_ROWS) return true;
  if (limit === 1) return false;
  const quickOrder = sort.field === 'created_at' || sort.field === 'id';
  return !quickOrder || !isQuick(entity, filter);
}

/** Conditions that an index answers alone, in the order of the page or for a few named rows. */
function isQuick(entity: EntityDefinition, filter: Filter): boolean {
  return filter.kind === 'all' || filter.kind === 'none' || filter.kind === 'equals' || isPartOfEquals(filter) || namesRows(entity, filter);
}

/** The records of one value between some ids: as quick as all of them. */
function isPartOfEquals(filter: Filter): boolean {
  if (filter.kind !== 'and') return false;
  const others = filter.filters.filter((part) => !(part.kind === 'range' && part.field === 'id'));
  return others.length === 1 && others[0]?.kind === 'equals';
}

/** Whether a condition is one of a few rows, which an index tells. */
export function namesRows(entity: EntityDefinition, filter: Filter): boolean {
  switch (filter.kind) {
    case 'same_key': case 'contact': return true;
    case 'equals': case 'in': return filter.field === 'id';
    case 'same_text': return entity.fields.some((field) => field.name === filter.field && (field.type === 'email' || (entity.granted === true && isIndexedText(field))));
    case 'and': return filter.filters.some((part) => namesRows(entity, part));
    default: return false;
  }
}
