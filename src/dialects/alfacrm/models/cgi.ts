import { CrmError } from '../../../core/errors.ts';
import { EVERYTHING, type Filter } from '../../../core/query/filter.ts';
import { readMany } from '../../../core/records/read-many.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { createAction } from '../actions/create.ts';
import { indexAction } from '../actions/index-action.ts';
import { updateAction } from '../actions/update.ts';
import type { Action, Call } from '../call.ts';
import { among, days } from '../filters/makers.ts';
import { ended, notEnded } from '../memberships.ts';
import type { Model } from '../model.ts';
import { HttpError } from '../transport/http-error.ts';
import { RefusedWrite } from '../transport/refused-write.ts';
import { missingParameters } from '../transport/texts.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { CREATED_AT, dateRu, ID, int, UPDATED_AT } from '../values/fields.ts';
import { readInteger } from '../values/read-values.ts';

const ALREADY_MEMBER = 'Клиент уже состоит в этой группе в указанный период.';

/** Who is in which group, and when (alfaCRM contract 3.12). */
export const cgi: Model = {
  path: 'cgi', className: 'CustomerGroupInvolve', entity: 'membership', byBranch: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    int('customer_id', 'client', { required: true }),
    int('group_id', 'group', { required: true }),
    dateRu('b_date', 'starts_on', { label: 'Начало действия' }),
    dateRu('e_date', 'ends_on', { label: 'Окончание действия' }),
    int('branch_id', 'branch'),
    CREATED_AT,
    UPDATED_AT,
  ],
  filters: { id: among('id'), customer_id: among('client'), group_id: among('group'), branch_id: among('branch'), ...days('b_date', 'starts_on'), ...days('e_date', 'ends_on') },
  parents: ['customer_id', 'group_id'],
  standing: ofTime,
  extra: groupNames,
  own: { create: oncePerGroup(createMembership), update: oncePerGroup(updateAction) },
  specials: { customer: groupsOfCustomer },
  readSpecials: ['customer'],
};

/** What goes on; what has ended too with `removed` 1, alone with 2 (contract 3.12). */
function ofTime(call: Call): Filter {
  const removed = readInteger(call.given('removed') ?? null);
  return removed === 1 ? EVERYTHING : removed === 2 ? ended(call) : notEnded(call);
}

/** The group is named by the query alone, the customer by either: so the real server answers, and rastudio asks (contract 3.12). */
function createMembership(call: Call): Promise<WireJson> {
  const inQuery = Object.hasOwn(call.query, 'group_id') ? call.query['group_id'] : undefined;
  const missing = [...((inQuery ?? '') === '' ? ['group_id'] : []), ...(call.given('customer_id') === undefined ? ['customer_id'] : [])];
  if (missing.length > 0) throw new HttpError(400, missingParameters(missing));
  return createAction(call);
}

/** The core keeps memberships of one customer in one group apart. */
function oncePerGroup(action: Action): Action {
  return async (call) => {
    try {
      return await action(call);
    } catch (error) {
      if (error instanceof CrmError && error.code === 'duplicate') throw new RefusedWrite({ customer_id: [ALREADY_MEMBER] });
      throw error;
    }
  };
}

/** `cgi/customer`: the groups of one customer. */
async function groupsOfCustomer(call: Call): Promise<WireJson> {
  if (call.given('customer_id') === undefined) throw new HttpError(400, missingParameters(['customer_id']));
  return indexAction(call);
}

async function groupNames(memberships: readonly CrmRecord[], { crm, context }: Call): Promise<(record: CrmRecord) => Readonly<Record<string, WireJson>>> {
  const groupOf = (membership: CrmRecord): number | null => numberAt(membership, 'group');
  const groups = await readMany(crm, context, 'group', memberships.map(groupOf));
  return (membership) => {
    const group = groups.get(groupOf(membership) ?? 0);
    return { group_name: group === undefined ? '' : textAt(group, 'name') ?? '' };
  };
}
