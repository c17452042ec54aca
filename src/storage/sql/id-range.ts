import { allOf, type Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import type { Span } from './selection-totals.ts';

/** The ids that a filter leaves: the bounds on the id among its conditions. */
export function askedSpan(filter: Filter): Span {
  const parts = filter.kind === 'and' ? filter.filters : [filter];
  let [first, last] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const part of parts) {
    if (part.kind !== 'range' || part.field !== 'id') continue;
    if (typeof part.from?.value === 'number') first = Math.max(first, part.from.value);
    if (typeof part.to?.value === 'number') last = Math.min(last, part.to.value);
  }
  return { first, last };
}

/** The filter, of the ids of a span alone. */
export function within(filter: Filter, { first, last }: Span): Filter {
  return allOf(filter, { kind: 'range', field: 'id', from: { value: first, inclusive: true }, to: { value: last, inclusive: true } });
}

/**
 * The query of a counted selection, told where along the order of ids it lies: an engine that looks for its first
 * records begins there, however far that is.
 */
export function withSpan(query: RecordQuery, span: Span | undefined): RecordQuery {
  if (query.total === undefined || query.sort.field !== 'id' || span === undefined || span.first > span.last) return query;
  return { ...query, filter: within(query.filter, span) };
}
