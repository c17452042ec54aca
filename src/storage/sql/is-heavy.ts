import type { Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';

/** A page deeper than this is walked to for milliseconds. */
const DEEP_OFFSET = 1000;
/** Decoding and sending more rows than this costs a request's thread more than handing the query over. */
const MANY_ROWS = 1000;

/** Whether a query may take long, so that it must not stand in the way of quick ones. */
export function isHeavy({ filter, sort, offset, limit }: RecordQuery): boolean {
  if (offset > DEEP_OFFSET || limit > MANY_ROWS) return true;
  const quickOrder = sort.field === 'created_at' || sort.field === 'id';
  return limit > 1 && (!quickOrder || testsRows(filter));
}

/** Conditions that no index answers alone. */
function testsRows(filter: Filter): boolean {
  switch (filter.kind) {
    case 'search':
    case 'contains':
    case 'not':
      return true;
    case 'and':
    case 'or':
      return filter.filters.some(testsRows);
    default:
      return false;
  }
}
