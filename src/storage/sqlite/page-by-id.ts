import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import { choosePlan, expectedWalk, type Plan } from '../sql/compile-query.ts';
import { askedSpan, within } from '../sql/id-range.ts';
import { namesRows } from '../sql/is-heavy.ts';
import type { Span } from '../sql/selection-totals.ts';
import type { Row } from '../sql/statement.ts';

/** A walk may pass this many times the rows it should, and at least so many, before it is given up. */
export const PATIENCE = 8;
export const MIN_WALK = 5000;
/** How far is walked for the first records of a selection of unknown size: so many ids, and so many for each record. */
const TRIED = 1000;
const TRIED_FOR_EACH = 4;

export interface ByIdParts {
  readonly entity: EntityDefinition;
  readonly asked: RecordQuery;
  /** Where the selection lies, when it was counted. */
  readonly span: Span | undefined;
  /** The highest id of the table. */
  readonly highest: () => number;
  readonly page: (plan: Plan, filter: Filter) => Promise<readonly Row[]>;
}

/**
 * A page in the order of ids. A selection that is met often is walked to from where it begins; where the walk does not
 * fill the page, or costs more, the selection is found first and sorted after.
 */
export async function pageById({ entity, asked, span, highest, page }: ByIdParts): Promise<readonly Row[]> {
  const { filter, total, limit, offset, sort } = asked;
  if (filter.kind === 'all') return page('walk', filter);
  if (limit <= 2 || namesRows(entity, filter)) return page('planner', filter);
  const bounds = askedSpan(filter);
  const whole = span ?? { first: Math.max(bounds.first, 1), last: Math.min(bounds.last, highest()) };
  const width = Math.max(0, whole.last - whole.first + 1);
  if (total !== undefined && choosePlan(entity, asked, width) !== 'walk') return page('select', filter);
  const steps = total === undefined ? Math.max(TRIED, TRIED_FOR_EACH * (offset + limit)) : Math.max(MIN_WALK, PATIENCE * expectedWalk(asked, width));
  const part = sort.descending ? { first: Math.max(whole.first, whole.last - steps), last: whole.last } : { first: whole.first, last: Math.min(whole.last, whole.first + steps) };
  const found = await page('walk', within(filter, part));
  const isWhole = part.first === whole.first && part.last === whole.last;
  if (isWhole || found.length >= Math.min(limit, (total ?? Number.POSITIVE_INFINITY) - offset)) return found;
  return page(hasIndex(entity, filter) ? 'select' : 'planner', filter);
}

/** Whether an index narrows the selection; without one the rows are best tested along the order. */
function hasIndex(entity: EntityDefinition, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and': return filter.filters.some((part) => hasIndex(entity, part));
    case 'equals': case 'in': case 'range': return entity.fields.some(({ name, indexed }) => indexed && name === filter.field);
    case 'any_of': case 'search': return true;
    default: return false;
  }
}
