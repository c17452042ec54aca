import { CrmError } from '../../../core/errors.ts';
import { ofBranches } from '../../../core/permissions/restrict.ts';
import { allOf, EVERYTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import type { Call } from '../call.ts';
import { readIntegers } from '../values/read-values.ts';

/** So many ids a statement takes. */
const MANY = 30_000;

/** What a record hangs on: `client` of `entity` client, asked for as `customer_id`. */
export interface Parent {
  readonly field: string;
  readonly entity: string;
  readonly wire: string;
}

/**
 * Records that have no branch of their own belong to those of what they hang on (alfaCRM contract 2.1): the condition for
 * the branch of the address. A call that names the parents asks about these alone. Of more than 30 000 parents in a
 * branch those of the other branches are left out instead; CrmError `too_large` where they are as many.
 */
export async function inBranchOfParent(call: Call, { field, entity, wire }: Parent): Promise<Filter> {
  if (call.branch === 0) return EVERYTHING;
  const here = ofBranches(call.directory.catalog.entity(entity), [call.branch]);
  const asked = call.given(wire);
  const named = asked === undefined ? EVERYTHING : oneOf('id', readIntegers(asked) ?? []);
  const ids = await idsOf(call, entity, allOf(here, named));
  if (ids.length <= MANY) return oneOf(field, ids);
  const elsewhere = await idsOf(call, entity, { kind: 'not', filter: here });
  if (elsewhere.length > MANY) throw new CrmError('too_large', { entity, reason: `more than ${MANY} in a branch` });
  return { kind: 'not', filter: oneOf(field, elsewhere) };
}

async function idsOf({ crm, context }: Call, entity: string, filter: Filter): Promise<readonly number[]> {
  const records = await listRecords(crm, context, { entity, filter, sort: { field: 'id', descending: false }, offset: 0, limit: MANY + 1, fields: [] });
  return records.map(({ id }) => id);
}
