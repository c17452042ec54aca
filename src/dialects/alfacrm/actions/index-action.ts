import { findRecords } from '../../../core/records/find-records.ts';
import { ofBranches } from '../../../core/permissions/restrict.ts';
import { allOf, equals, EVERYTHING, type Filter } from '../../../core/query/filter.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Action, Call } from '../call.ts';
import { customFilters } from '../custom-filters.ts';
import { presentAll } from '../present.ts';
import { listBody } from '../transport/envelope.ts';
import { readInteger } from '../values/read-values.ts';

const LIMIT = 50;
const MAX_LIMIT = 500;
/** So far a page may lie: beyond it there is nothing anyhow. */
const MAX_PAGE = 1_000_000_000;

/** A page of what a call may see: the branch of the address, the archive, the filters (alfaCRM contract 2.4, 2.5). */
export const indexAction: Action = async (call) => {
  const { model } = call;
  const { page, limit } = readPage(call);
  const filter = allOf(ofAddress(call), archiveFilter(call), (await model.standing?.(call)) ?? EVERYTHING, ...filtersOf(call));
  const { records, total } = await findRecords(call.crm, call.context, {
    entity: model.entity, filter, sort: model.sort ?? { field: 'id', descending: true }, offset: page * limit, limit,
  });
  return listBody({ total, page, items: await presentAll(call, records) });
};

/** `page` from 0; `per-page` or `pageSize` up to 500, 50 when it says nothing. `page_size`, `per_page` and `count` are known to do nothing. */
export function readPage(call: Call): { readonly page: number; readonly limit: number } {
  const whole = (name: string): number => readInteger(call.given(name) ?? null) ?? 0;
  const asked = whole('per-page') > 0 ? whole('per-page') : whole('pageSize');
  return { page: Math.min(Math.max(whole('page'), 0), MAX_PAGE), limit: asked < 1 ? LIMIT : Math.min(asked, MAX_LIMIT) };
}

/** The records of the branch that the address names, and those of no branch: they are everywhere. */
function ofAddress({ model, branch, directory }: Call): Filter {
  // Where there is one branch everything is of it.
  const only = directory.dictionary('branch').items.length === 1;
  return model.byBranch && branch !== 0 && !only ? ofBranches(directory.catalog.entity(model.entity), [branch]) : EVERYTHING;
}

/** `removed`: 0 what is in use, 1 all, 2 the archive; anything else is 0 (contract 2.5, trap 28). */
function archiveFilter({ model, given }: Call): Filter {
  if (model.archived !== true) return EVERYTHING;
  const removed = readInteger(given('removed') ?? null);
  if (removed === 1) return EVERYTHING;
  const present = equals('archived_at', null);
  return removed === 2 ? { kind: 'not', filter: present } : present;
}

/** Each parameter that the entity knows, of the body or else of the query; null says nothing. */
function filtersOf(call: Call): readonly Filter[] {
  const makers = { ...call.model.filters, ...customFilters(call) };
  return Object.entries(makers).flatMap(([name, make]) => {
    const value: WireValue | undefined = call.given(name);
    return value === undefined ? [] : (make(value, call) ?? []);
  });
}

