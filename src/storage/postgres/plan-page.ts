import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import { choosePlan, isSearch, type Plan } from '../sql/compile-query.ts';

/** The search index answers for a text with a word of so many letters. */
const INDEXED = /[\p{L}\p{N}]{3}/u;

/**
 * How the server gets to a page. Mostly it knows best by its statistics; but of a text in the middle of others it can only
 * guess how many records hold it, and where it guesses too many it walks along the order through half of the table. The size
 * of a counted search is known: a small one is found by the search index and sorted after. A large one is met soon along the
 * order, where texts are tested at half the cost, because the test need not be one that the index answers. `recordsOf`: about
 * how many records an entity has; undefined: not known.
 */
export function planPage(entity: EntityDefinition, query: RecordQuery, recordsOf: (entity: string) => number | undefined): Plan {
  if (query.total === undefined || !isSearch(query.filter)) return 'planner';
  const records = recordsOf(entity.name);
  const plan = records === undefined ? 'planner' : choosePlan(entity, query, records);
  return plan === 'select' && !isIndexed(query.filter) ? 'planner' : plan;
}

/** Whether the search index finds what a search is for. */
function isIndexed(filter: Filter): boolean {
  if (filter.kind === 'and') return filter.filters.some(isIndexed);
  return filter.kind === 'search' && filter.needles.every((needle) => INDEXED.test(needle));
}
