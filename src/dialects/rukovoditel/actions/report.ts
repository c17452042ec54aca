import type { EntityRights } from '../../../core/permissions/rights.ts';
import { EVERYTHING, allOf, type Filter } from '../../../core/query/filter.ts';
import type { Sort } from '../../../core/query/record-query.ts';
import { numberAt, textAt } from '../../../core/values.ts';
import { member, membersFrom } from '../../transport/parameters.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionCall } from '../call.ts';
import { everyKeywordFilter, keywordFilter } from '../filters/keywords.ts';
import { readFilters } from '../filters/read-filters.ts';
import { surroundingsOf } from '../present-rows.ts';
import { ApiError } from '../transport/errors.ts';
import { readId } from '../transport/read-id.ts';
import { readText } from '../transport/read-text.ts';
import { noReport } from '../transport/texts.ts';
import { kindOf } from '../values/registry.ts';

export interface Report {
  readonly filter: Filter;
  readonly sort: Sort | undefined;
}

interface ReportFilter {
  readonly field: string;
  readonly condition: string;
  readonly values: string;
}

/** The conditions and the order of the saved report that `reports_id` names (Rukovoditel contract 2.3.1, 3.10). */
export function readReport(call: ActionCall, entity: WireEntity, rights: EntityRights): Report {
  const sent = member(call.parameters, 'reports_id');
  const number = readId(sent);
  if (sent === undefined || sent === null || sent === '' || number === 0) return { filter: EVERYTHING, sort: undefined };
  const report = call.directory.dictionary('report').items.find((item) => (numberAt(item, 'number') ?? item.id) === number);
  if (report === undefined || textAt(report, 'entity') !== entity.definition.name) throw new ApiError(noReport(readText(sent) ?? '', String(entity.number)));
  const filters = readStored(textAt(report, 'filters')).map((one) => reportFilter(call, entity, rights, one));
  return { filter: allOf(...filters), sort: readSorting(entity, rights, textAt(report, 'sorting') ?? '') };
}

/** Text conditions of a report search for keywords, unlike those of a call (Rukovoditel contract 3.10.2). */
function reportFilter(call: ActionCall, entity: WireEntity, rights: EntityRights, { field, condition, values }: ReportFilter): Filter {
  const target = entity.field(Number(field));
  const name = target?.core?.name;
  const textual = target !== undefined && kindOf(target)?.searchable === true;
  if (name !== undefined && textual && (condition === 'include' || condition === 'exclude') && !rights.hidden.has(name)) {
    const found = keywordFilter(name, values);
    return condition === 'exclude' ? { kind: 'not', filter: found } : found;
  }
  if (name !== undefined && textual && condition === 'search_type_match') return everyKeywordFilter(name, values);
  const needsNone = condition.endsWith('empty_value') || condition.startsWith('filter_by_overdue');
  // A filter without values restricts nothing.
  if (values === '' && !needsNone) return EVERYTHING;
  return readFilters({ entity, rights, around: surroundingsOf(call) }, membersFrom([[field, membersFrom([['value', values], ['condition', condition]])]]));
}

function readStored(text: string | null): readonly ReportFilter[] {
  const stored: unknown = text === null ? [] : JSON.parse(text);
  return Array.isArray(stored) ? stored.flatMap((one: unknown) => (typeof one === 'object' && one !== null ? [toFilter(Object.fromEntries(Object.entries(one)))] : [])) : [];
}

function toFilter(stored: Readonly<Record<string, unknown>>): ReportFilter {
  const text = (name: string): string => (typeof stored[name] === 'string' ? stored[name] : '');
  return { field: text('field'), condition: text('condition'), values: text('values') };
}

const SYSTEM_ORDER: Readonly<Record<string, string>> = { id: 'id', date_added: 'created_at', date_updated: 'updated_at' };

/** `158_asc,156_desc`: the first field that can give an order does; the id settles the rest. */
function readSorting(entity: WireEntity, rights: EntityRights, text: string): Sort | undefined {
  for (const part of text.split(',')) {
    const [, key = '', direction] = /^\s*(.+)_(asc|desc)\s*$/u.exec(part) ?? [];
    const field = entity.field(Number(key));
    // The order by a text that is shown as signs would tell of it.
    const name = SYSTEM_ORDER[key] ?? (field?.type === 'input_protected' ? undefined : field?.core?.name);
    if (name !== undefined && !rights.hidden.has(name)) return { field: name, descending: direction === 'desc' };
  }
  return undefined;
}
