import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { allOf, type Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import { choosePlan, compilePage, expectedWalk, type Plan } from '../sql/compile-query.ts';
import { isHeavy } from '../sql/is-heavy.ts';
import type { SelectionTotals } from '../sql/selection-totals.ts';
import { pageBySelection } from '../sql/small-selections.ts';
import type { Row, Statement } from '../sql/statement.ts';
import { tableOf } from '../sql/table-plan.ts';
import { MIN_WALK, pageById, PATIENCE } from './page-by-id.ts';
import { sqliteFlavour } from './sql-flavour.ts';
import type { rememberStatements } from './statements.ts';

/** Reads a page: quick ones at once, others by the thread that reads. */
export type PageFinder = (entity: EntityDefinition, query: RecordQuery) => Promise<readonly Row[]>;

type Ask = (statement: Statement) => Promise<readonly Row[]>;

/** `statement` runs in this thread, `query` in the reading one, `walk` in one of its own; `totals` knows of counted selections where they lie. */
export function createPageFinder(statement: ReturnType<typeof rememberStatements>, { query, walk }: { readonly query: Ask; readonly walk: Ask }, totals: SelectionTotals): PageFinder {
  const highest = (entity: EntityDefinition): number =>
    Number((statement(`SELECT coalesce(max(id), 0) AS id FROM "${tableOf(entity.name)}"`).get() as Row)['id']);

  const search = async (entity: EntityDefinition, asked: RecordQuery): Promise<readonly Row[]> => {
    const ask = asked.background === true ? walk : isHeavy(entity, asked) ? query : undefined;
    const run = async ({ sql, params }: Statement): Promise<readonly Row[]> => (ask === undefined ? (statement(sql).all(...params) as Row[]) : ask({ sql, params }));
    const page = (plan: Plan, filter: Filter): Promise<readonly Row[]> => run(compilePage(sqliteFlavour, entity, { ...asked, filter }, plan));
    if (asked.sort.field === 'id') return pageById({ entity, asked, span: asked.total === undefined ? undefined : totals.span(entity.name, asked.filter), highest: () => highest(entity), page });
    if (asked.total === undefined) return page('planner', asked.filter);

    const rows = highest(entity);
    const plan = choosePlan(entity, asked, rows);
    if (plan !== 'walk' || asked.filter.kind === 'all') return page(plan, asked.filter);
    // The selection may lie all at the far end: walk so far only, and where that does not fill the page, select first.
    const end = await run(walkEnd(entity, asked, Math.max(MIN_WALK, PATIENCE * expectedWalk(asked, rows))));
    const found = await page('walk', allOf(asked.filter, untilCreated(asked, end[0])));
    return end.length === 0 || found.length >= Math.min(asked.limit, asked.total - asked.offset) ? found : page('select', asked.filter);
  };

  return (entity, query) => {
    if (!isHeavy(entity, query)) return search(entity, query);
    return pageBySelection(totals, query, async (asked, way) => {
      if (way === 'search') return search(entity, asked);
      const { sql, params } = compilePage(sqliteFlavour, entity, asked, 'members');
      return statement(sql).all(...params) as Row[];
    });
  };
}

/** When the row was created that lies so many rows along the order; the index alone tells. */
function walkEnd(entity: EntityDefinition, { sort }: RecordQuery, rows: number): Statement {
  const direction = sort.descending ? 'DESC' : 'ASC';
  return { sql: `SELECT created_at FROM "${tableOf(entity.name)}" WHERE deleted_at IS NULL ORDER BY created_at ${direction}, id ${direction} LIMIT 1 OFFSET $1`, params: [Math.ceil(rows)] };
}

function untilCreated({ sort }: RecordQuery, end: Row | undefined): Filter {
  const created = end?.['created_at'];
  if (typeof created !== 'number') return allOf();
  const bound = { value: created, inclusive: true };
  return { kind: 'range', field: 'created_at', ...(sort.descending ? { from: bound } : { to: bound }) };
}
