import { findRecords } from '../../../core/records/find-records.ts';
import type { Answer, Call } from '../call.ts';
import { externalIdsOf, presentExternalId } from '../client/external-ids.ts';
import { readListFilter } from '../client/list-filter.ts';
import { planRows } from '../client/present-list.ts';
import { bankInfo, requisitesOf } from '../client/requisites.ts';
import { asBoolean } from '../transport/boolean.ts';
import { member } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asId, asText, fieldList } from '../transport/values.ts';
import { sortField } from '../wire-names.ts';

/** SalesMan documentation: "установлен лимит в 200 записей на страницу". */
const PAGE_SIZE = 200;
const STANDARD_ORDER = 'date_create';
const LAST_PAGE = 1_000_000_000;

/** `client/list`: a page of what the caller sees; `count` is the size of the whole selection. */
export async function clientList(call: Call): Promise<Answer> {
  const { crm, context, directory, parameters } = call;
  const page = Math.min(settle(asId(member(parameters, 'offset')), 'offset') ?? 0, LAST_PAGE);
  const asked = settle(asText(member(parameters, 'order')), 'order') ?? STANDARD_ORDER;
  const sortable = sortField(directory.catalog.entity('client'), asked);
  const descending = (settle(asText(member(parameters, 'first')), 'first') ?? 'new') !== 'old';
  const plan = planRows(call, settle(fieldList(member(parameters, 'fields')), 'fields') ?? undefined);

  const { records, total } = await findRecords(crm, context, {
    entity: 'client',
    filter: readListFilter(call),
    sort: { field: sortable ?? 'created_at', descending },
    offset: page * PAGE_SIZE,
    limit: PAGE_SIZE,
    fields: plan.fields,
  });
  const rows = await plan.present(records);
  await addBlocks(call, records.map((record) => record.id), rows);
  return {
    data: rows,
    params: { page: page + 1, pageall: Math.ceil(total / PAGE_SIZE), ord: sortable === undefined ? STANDARD_ORDER : asked, tuda: descending ? 'DESC' : 'ASC', count: rows.length },
    count: total,
  };
}

async function addBlocks(call: Call, ids: readonly number[], rows: readonly Record<string, unknown>[]): Promise<void> {
  const { crm: { storage }, parameters } = call;
  const requisites = asBoolean(member(parameters, 'bankinfo')) && ids.length > 0 ? await requisitesOf(storage, ids) : undefined;
  const externalIds = asBoolean(member(parameters, 'uids')) && ids.length > 0 ? await externalIdsOf(storage, ids) : undefined;
  ids.forEach((id, index) => {
    const row = rows[index];
    if (row === undefined) return;
    if (requisites !== undefined) row['bankinfo'] = bankInfo(requisites.get(id));
    if (externalIds !== undefined) row['uids'] = (externalIds.get(id) ?? []).map((record) => presentExternalId(call, record));
  });
}
