import type { Crm } from '../../../core/crm.ts';
import { IMPORT } from './author.ts';
import { flagIn, numberIn, textIn } from './cells.ts';
import type { Row } from './dump/dump-part.ts';
import { reportNumber } from './find-clashes.ts';
import type { VendorModel } from './model.ts';
import type { Plan } from './plan.ts';
import type { Tally } from './tally.ts';

/** The kinds of reports that programs ask for; others are the state of somebody's screen (Rukovoditel contract 3.10.1). */
const CARRIED: ReadonlySet<string> = new Set(['default', 'common', 'standard', 'entity']);
const MAX_SORTING_LENGTH = 1000;
const MAX_TITLE_LENGTH = 250;

/** The reports that are carried. */
export function carriedReports(plan: Plan, { rows }: VendorModel): readonly Row[] {
  return rows('reports').filter((row) => CARRIED.has(textIn(row, 'reports_type')) && plan.entity(numberIn(row, 'entities_id')) !== undefined);
}

/** Brings saved reports with their conditions and order. */
export async function writeReports(crm: Crm, plan: Plan, model: VendorModel, tally: Tally): Promise<void> {
  const filters = Map.groupBy(model.rows('reports_filters').filter((row) => !row.has('is_active') || flagIn(row, 'is_active')), (row) => numberIn(row, 'reports_id'));
  const carried = carriedReports(plan, model);
  const left = model.rows('reports').length - carried.length;
  if (left > 0) tally.note('reports of other kinds are not carried', undefined, left);
  const reports = carried.map((row) => toReport(plan, row, filters.get(numberIn(row, 'id')) ?? [], model, tally));
  await crm.write(IMPORT, async (draft, directory) => {
    for (const report of reports) {
      const known = directory.dictionary('report').items.find((item) => reportNumber(item) === report.number);
      if (known === undefined) draft.insert('report', report);
      else draft.update('report', known, report);
    }
  });
}

interface ReportValues {
  readonly [name: string]: string | number;
  readonly number: number;
}

function toReport(plan: Plan, row: Row, filters: readonly Row[], model: VendorModel, tally: Tally): ReportValues {
  const entity = plan.entity(numberIn(row, 'entities_id'));
  const number = numberIn(row, 'id');
  const kept = filters.filter((filter) => {
    const carried = model.fields.some((field) => field.number === numberIn(filter, 'fields_id') && field.entity === entity?.vendor.number);
    if (!carried) tally.note('conditions of reports are not carried: their field is not there', `report ${number}: field_${numberIn(filter, 'fields_id')}`);
    return carried;
  }).map((filter) => ({ field: String(numberIn(filter, 'fields_id')), condition: textIn(filter, 'filters_condition'), values: textIn(filter, 'filters_values') }));
  return {
    number, entity: entity?.definition.name ?? '', title: (textIn(row, 'name') || entity?.vendor.name || String(number)).slice(0, MAX_TITLE_LENGTH),
    filters: JSON.stringify(kept), sorting: textIn(row, 'listing_order_fields').slice(0, MAX_SORTING_LENGTH),
  };
}
