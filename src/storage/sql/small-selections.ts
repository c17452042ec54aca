import { allOf } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import { MAX_MEMBERS, type SelectionTotals } from './selection-totals.ts';
import type { Row } from './statement.ts';

/**
 * A page of a counted selection. Of a small one that was read before the records are known, and are looked up instead of
 * being searched for: `page` hears which way it is. Each record is tested for the whole filter all the same.
 */
export async function pageBySelection(totals: SelectionTotals, query: RecordQuery, page: (query: RecordQuery, way: 'members' | 'search') => Promise<readonly Row[]>): Promise<readonly Row[]> {
  const { entity, filter, total, offset, limit } = query;
  if (total === undefined || total > MAX_MEMBERS) return page(query, 'search');
  const members = totals.members(entity, filter);
  if (members !== undefined) return page({ ...query, filter: allOf({ kind: 'in', field: 'id', values: padded(members) }, filter) }, 'members');
  const found = totals.watch(entity, filter);
  const rows = await page(query, 'search');
  if (offset === 0 && rows.length < limit) found(rows.map((row) => Number(row['id'])));
  return rows;
}

/** A power of two of them, the last one repeated: statements are prepared for few lengths of lists. */
export function padded(ids: readonly number[]): readonly number[] {
  const last = ids.at(-1);
  return last === undefined ? ids : [...ids, ...Array.from({ length: 2 ** Math.ceil(Math.log2(ids.length)) - ids.length }, () => last)];
}
