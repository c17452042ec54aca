import type { PlannedValues } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { allOf, EVERYTHING, oneOf, type Filter } from '../query/filter.ts';
import type { CrmRecord } from '../values.ts';
import { covers, type Days } from './days.ts';
import { plannedText } from './drafted.ts';

/** Which of the records: those of some days of a date field; the first ones (of those stored). */
export interface Bounds {
  readonly days?: Days & { readonly field: string };
  readonly most?: number;
}

const PAGE = 1000;
/** So many ids are asked for at once. */
const IDS_AT_ONCE = 500;

/** The living records of these ids. */
export function readLiving(crm: Crm, entity: string, ids: readonly number[]): Promise<readonly CrmRecord[]> {
  return readLinked(crm, entity, 'id', ids);
}

/** The living records in whose field one of these ids stands, within bounds. Pages follow the id, not a count: what is deleted meanwhile moves nothing out of sight. */
export async function readLinked({ storage }: Crm, entity: string, field: string, ids: readonly number[], bounds: Bounds = {}): Promise<readonly CrmRecord[]> {
  const { most = Infinity } = bounds;
  const found: CrmRecord[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const filter = allOf(daysFilter(bounds), oneOf(field, ids.slice(from, from + IDS_AT_ONCE)));
    for (let last = 0, full = true; full && found.length < most;) {
      const limit = Math.min(PAGE, most - found.length);
      const page = await storage.findRecords({ entity, filter: allOf(filter, after(last)), sort: { field: 'id', descending: false }, offset: 0, limit });
      found.push(...page);
      full = page.length === limit;
      last = page.at(-1)?.id ?? last;
    }
  }
  return found;
}

/** Whether a record that a draft leaves lies within bounds. */
export function isWithin(values: PlannedValues, { days }: Bounds): boolean {
  const day = days === undefined ? null : plannedText(values, days.field);
  return days === undefined || (day !== null && covers(days.from, days.to, day));
}

function daysFilter({ days }: Bounds): Filter {
  return days === undefined ? EVERYTHING : { kind: 'range', field: days.field, from: { value: days.from, inclusive: true }, to: { value: days.to, inclusive: true } };
}

function after(id: number): Filter {
  return { kind: 'range', field: 'id', from: { value: id, inclusive: false } };
}
