import { visibleTo } from '../../../core/permissions/restrict.ts';
import { allOf, equals, type Filter } from '../../../core/query/filter.ts';
import type { Call } from '../call.ts';
import { member } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asId, asText } from '../transport/values.ts';

/** The `clid` of a call; undefined when it names none. */
export function clidOf(call: Call): number | undefined {
  return settle(asId(member(call.parameters, 'clid')), 'clid') ?? undefined;
}

/** A text by which a client may be named (`uid`, `inn`); undefined when it is empty or not sent. */
export function textOf(call: Call, name: string): string | undefined {
  const text = settle(asText(member(call.parameters, name)), name);
  return text === null || text === undefined || text === '' ? undefined : text;
}

/** The first client that the caller may see and that satisfies the filter. */
export async function firstVisible({ crm, directory, account }: Call, filter: Filter): Promise<number | undefined> {
  const visible = visibleTo(directory, account, directory.catalog.entity('client'));
  const [found] = await crm.storage.findRecords({ entity: 'client', filter: allOf(visible, filter), sort: { field: 'id', descending: false }, offset: 0, limit: 1, fields: ['name'] });
  return found?.id;
}

/** The client of an external id: not unique, so the oldest that the caller may see. */
export function clientByUid(call: Call, uid: string): Promise<number | undefined> {
  return firstVisible(call, equals('external_id', uid));
}
