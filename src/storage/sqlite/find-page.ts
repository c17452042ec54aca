import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { allOf, oneOf, type Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import { choosePlan, compilePage, expectedWalk, type Plan } from '../sql/compile-query.ts';
import { isHeavy } from '../sql/is-heavy.ts';
import type { SelectionTotals } from '../sql/selection-totals.ts';
import { padded, pageBySelection } from '../sql/small-selections.ts';
import type { Row, Statement } from '../sql/statement.ts';
import { tableOf } from '../sql/table-plan.ts';
import { MIN_WALK, pageById, PATIENCE } from './page-by-id.ts';
import type { OpenFlavour } from './sql-flavour.ts';
import type { rememberStatements } from './statements.ts';

/** Records that lie about evenly are met within so many times the rows that they should be met in; to find the end of the way costs by its length. */
const USUAL = 1.25;
/** So many times the records that a way should have of a search are looked at before it is walked instead. */
const SPREAD = 1.25;
const FEW = 50;
/** More of them are as quickly walked to. */
const MAX_CANDIDATES = 2000;

/** Reads a page: quick ones at once, others by the thread that reads. */
export type PageFinder = (entity: EntityDefinition, query: RecordQuery) => Promise<readonly Row[]>;

type Ask = (statement: Statement) => Promise<readonly Row[]>;

export interface PageFinderParts {
  readonly flavour: OpenFlavour;
  /** Runs in this thread. */
  readonly statement: ReturnType<typeof rememberStatements>;
  /** In the one that reads, and in one of its own. */
  readonly query: Ask;
  readonly walk: Ask;
  /** Knows of counted selections where they lie. */
  readonly totals: SelectionTotals;
  /** The highest id of a table. */
  readonly highest: (entity: EntityDefinition) => number;
}

/** Finds pages, each by the way that touches the fewest rows. */
export function createPageFinder({ flavour, statement, query, walk, totals, highest }: PageFinderParts): PageFinder {
  const search = async (entity: EntityDefinition, asked: RecordQuery): Promise<readonly Row[]> => {
    const ask = asked.background === true ? walk : isHeavy(entity, asked) ? query : undefined;
    const run = async ({ sql, params }: Statement): Promise<readonly Row[]> => (ask === undefined ? (statement(sql).all(...params) as Row[]) : ask({ sql, params }));
    const page = (plan: Plan, filter: Filter): Promise<readonly Row[]> => run(compilePage(flavour, entity, { ...asked, filter }, plan));
    if (asked.sort.field === 'id') return pageById({ entity, asked, span: asked.total === undefined ? undefined : totals.span(entity.name, asked.filter), highest: () => highest(entity), page });
    if (asked.total === undefined) return page('planner', asked.filter);

    const rows = highest(entity);
    const plan = choosePlan(entity, asked, rows);
    if (plan !== 'walk' || asked.filter.kind === 'all') return page(plan, asked.filter);
    // The selection may lie all at the far end: walk so far only, then a good deal farther; where that does not fill the page, select first.
    for (const times of [USUAL, PATIENCE]) {
      const length = Math.ceil(Math.max(MIN_WALK, times * expectedWalk(asked, rows)));
      const [way] = await run(walkEnd(entity, asked, length));
      const filter = allOf(asked.filter, untilCreated(asked, way));
      const near = times === USUAL ? await candidates(flavour, run, entity, asked, way, (length * asked.total) / rows) : undefined;
      const found = near === undefined ? await page('walk', filter) : await page('members', allOf(oneOf('id', padded(near)), filter));
      if (Number(way?.['passed']) < length || found.length >= Math.min(asked.limit, asked.total - asked.offset)) return found;
    }
    return page('select', asked.filter);
  };

  return (entity, query) => {
    if (!isHeavy(entity, query)) return search(entity, query);
    return pageBySelection(totals, query, async (asked, way) => {
      if (way === 'search') return search(entity, asked);
      const { sql, params } = compilePage(flavour, entity, asked, 'members');
      return statement(sql).all(...params) as Row[];
    });
  };
}

/** What lies so many rows along the order: when the last of them was created, and between which ids they are; the index alone tells. */
function walkEnd(entity: EntityDefinition, { sort }: RecordQuery, rows: number): Statement {
  const direction = sort.descending ? 'DESC' : 'ASC';
  const way = `SELECT id, created_at FROM "${tableOf(entity.name)}" WHERE deleted_at IS NULL ORDER BY created_at ${direction}, id ${direction} LIMIT $1`;
  return { sql: `SELECT count(*) AS passed, min(id) AS first, max(id) AS last, ${sort.descending ? 'min' : 'max'}(created_at) AS created_at FROM (${way})`, params: [rows] };
}

/**
 * The records of a way that a search may find. Those created last mostly have the highest ids, so the search index is read
 * from that end until ids lie outside of the way; undefined where not many more than `expected` of them reach so far.
 */
async function candidates(flavour: OpenFlavour, run: Ask, entity: EntityDefinition, { filter, sort }: RecordQuery, way: Row | undefined, expected: number): Promise<readonly number[] | undefined> {
  const [needle, first, last] = [needleOf(filter), way?.['first'], way?.['last']];
  const limit = Math.ceil(expected * SPREAD) + FEW;
  if (needle === undefined || limit > MAX_CANDIDATES || typeof first !== 'number' || typeof last !== 'number') return undefined;
  const statement = flavour.candidates(entity, needle, sort.descending ? 'last' : 'first', limit);
  if (statement === undefined) return undefined;
  const ids = (await run(statement)).map(({ id }) => Number(id));
  const farthest = ids.at(-1) ?? first;
  if (ids.length === limit && (sort.descending ? farthest >= first : farthest <= last)) return undefined;
  return ids.filter((id) => id >= first && id <= last);
}

/** The one text that a search looks for; undefined where there are several, or none. */
function needleOf(filter: Filter): string | undefined {
  if (filter.kind === 'search') return filter.needles.length === 1 ? filter.needles[0] : undefined;
  return filter.kind === 'and' ? filter.filters.map(needleOf).find((needle) => needle !== undefined) : undefined;
}

function untilCreated({ sort }: RecordQuery, way: Row | undefined): Filter {
  const created = way?.['created_at'];
  if (typeof created !== 'number') return allOf();
  const bound = { value: created, inclusive: true };
  return { kind: 'range', field: 'created_at', ...(sort.descending ? { from: bound } : { to: bound }) };
}
