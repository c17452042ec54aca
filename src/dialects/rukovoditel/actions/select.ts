import { allowReading } from '../../../core/permissions/allow.ts';
import { allOf, equals, type Filter } from '../../../core/query/filter.ts';
import type { Sort } from '../../../core/query/record-query.ts';
import { countVisible, findRecords, listRecords } from '../../../core/records/find-records.ts';
import type { EntityRights } from '../../../core/permissions/rights.ts';
import type { CrmRecord } from '../../../core/values.ts';
import { member } from '../../transport/parameters.ts';
import type { WireEntity, WireField } from '../application/application.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { readFilters } from '../filters/read-filters.ts';
import { presentRows, surroundingsOf } from '../present-rows.ts';
import { ApiError } from '../transport/errors.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { readFieldId } from '../transport/read-field-id.ts';
import { readId } from '../transport/read-id.ts';
import { readMap } from '../transport/read-map.ts';
import type { Said } from '../transport/envelope.ts';
import { noField } from '../transport/texts.ts';
import { entityOf } from './entity-of.ts';
import { readReport } from './report.ts';

const BY_ID: Sort = { field: 'id', descending: false };
const LOT = 500;
/** A page is made in memory; whole selections of any size are sent lot by lot. */
const MAX_PAGE = 10_000;

/** `select`: rows of an entity, oldest first, as the caller may see them (Rukovoditel contract 2.3). */
export async function select(call: ActionCall): Promise<ActionAnswer> {
  const entity = entityOf(call);
  const rights = allowReading(call.directory, call.account, entity.definition);
  const fields = readSelectFields(call, entity, rights);
  const report = readReport(call, entity, rights);
  const filter = allOf(readSelection(call, entity, rights), report.filter);
  const number = (name: string): number => readId(member(call.parameters, name)) ?? 0;
  const limit = number('limit') === 0 ? Number.POSITIVE_INFINITY : number('limit');
  const size = Math.min(number('rows_per_page'), MAX_PAGE);
  if (size > 0) return selectPage(call, entity, fields, { filter, sort: report.sort ?? BY_ID, limit, size, page: Math.max(1, number('page')) });
  const lots = walk(call, entity, fields, { filter, sort: report.sort ?? BY_ID, limit });
  const first = await lots.next();
  return first.done === true ? { data: [] } : { data: first.value, more: lots };
}

interface Selection {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly limit: number;
}

/** A page of the set as it is after `limit` was applied; a page past the end is empty (Rukovoditel contract 2.3.1, 2.3.6). */
async function selectPage(call: ActionCall, entity: WireEntity, fields: readonly WireField[], { filter, sort, limit, size, page }: Selection & { readonly size: number; readonly page: number }): Promise<ActionAnswer> {
  const offset = (page - 1) * size;
  const { records, total } = await findRecords(call.crm, call.context, { entity: entity.definition.name, filter, sort, offset: Math.min(offset, Number.MAX_SAFE_INTEGER), limit: Math.max(0, Math.min(size, limit - offset)), ...readOnly(entity, fields) });
  const rows = Math.min(total, limit);
  return { data: offset >= rows ? [] : await presentRows(call, entity, fields, records), extra: { page, number_of_rows: rows, number_of_pages: Math.ceil(rows / size) } };
}

/** All rows of a selection in lots: by id each lot begins after the last one, so that none is read twice or left out. */
async function* walk(call: ActionCall, entity: WireEntity, fields: readonly WireField[], { filter, sort, limit }: Selection): AsyncGenerator<readonly Said[], void> {
  const byId = sort.field === 'id' && !sort.descending;
  let last = 0;
  let total: number | undefined;
  for (let taken = 0; taken < limit;) {
    const size = Math.min(LOT, limit - taken);
    // From the second lot on it is worth knowing how far this goes: lots of a large selection are walked to.
    if (taken > 0) total ??= await countVisible(call.crm, call.context, { entity: entity.definition.name, filter, sort, offset: 0, limit: size });
    const after: Filter = byId && last > 0 ? { kind: 'range', field: 'id', from: { value: last, inclusive: false } } : allOf();
    const records: readonly CrmRecord[] = await listRecords(call.crm, call.context, { entity: entity.definition.name, filter: allOf(filter, after), sort, offset: byId ? 0 : taken, limit: size, ...readOnly(entity, fields), ...(total === undefined ? {} : { total }) });
    if (records.length > 0) yield presentRows(call, entity, fields, records);
    if (records.length < size) return;
    taken += records.length;
    last = records.at(-1)?.id ?? 0;
  }
}

/** What of the records is read: what rows show of these fields and of the system's. People are shown by more than one field. */
function readOnly({ definition }: WireEntity, fields: readonly WireField[]): { readonly fields?: readonly string[] } {
  if (definition.name === 'user') return {};
  return { fields: ['created_at', 'created_by', 'updated_at', ...(definition.parent === undefined ? [] : [definition.parent]), ...fields.flatMap(({ core }) => core?.name ?? [])] };
}

/** The fields asked for, in the order asked; without the list all but the reserved ones. Hidden ones are left out without a word. */
function readSelectFields({ parameters }: ActionCall, entity: WireEntity, rights: EntityRights): readonly WireField[] {
  const seen = (field: WireField): boolean => field.core === undefined || !rights.hidden.has(field.core.name);
  const asked = readCommaList(member(parameters, 'select_fields')) ?? [];
  if (asked.length === 0) return entity.fields.filter((field) => field.core !== undefined && seen(field));
  const fields = asked.flatMap((text) => {
    const number = readFieldId(text);
    if (number === undefined) return [];
    const field = entity.field(number);
    if (field === undefined) throw new ApiError(noField(`field_${number}`, String(entity.number)));
    return seen(field) ? [field] : [];
  });
  return [...new Set(fields)];
}

function readSelection(call: ActionCall, entity: WireEntity, rights: EntityRights): Filter {
  const filters = readFilters({ entity, rights, around: surroundingsOf(call) }, readMap(member(call.parameters, 'filters')) ?? {});
  const parent = readId(member(call.parameters, 'parent_item_id'));
  if (parent === undefined || entity.definition.parent === undefined) return filters;
  return allOf(filters, parent === 0 ? { kind: 'empty', field: entity.definition.parent } : equals(entity.definition.parent, parent));
}
