import type { Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';

/** A page deeper than this is walked to for milliseconds. */
const DEEP_OFFSET = 1000;
/** Decoding and sending more rows than this costs a request's thread more than handing the query over. */
const MANY_ROWS = 1000;

/** Whether a query may take long, so that it is better asked where it delays nobody than run between requests. */
export function isHeavy({ filter, sort, offset, limit }: RecordQuery): boolean {
  if (offset > DEEP_OFFSET || limit > MANY_ROWS) return true;
  if (limit === 1) return false;
  const quickOrder = sort.field === 'created_at' || sort.field === 'id';
  return !quickOrder || !isQuick(filter);
}

/** Conditions that an index answers alone, in the order of the page or for a few named rows. */
function isQuick(filter: Filter): boolean {
  switch (filter.kind) {
    case 'all':
    case 'none':
    case 'equals':
    case 'same_key':
    case 'contact':
      return true;
    case 'in':
      return filter.field === 'id';
    case 'and':
      return filter.filters.some((part) => part.kind === 'in' && part.field === 'id');
    default:
      return false;
  }
}
