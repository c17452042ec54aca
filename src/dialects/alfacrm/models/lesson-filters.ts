import { allOf, anyOf, equals, EVERYTHING, holdsAny, NOTHING, oneOf, type Bound, type Filter } from '../../../core/query/filter.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { among, changed, codedAs, days, holding, moments } from '../filters/makers.ts';
import type { FilterMaker } from '../model.ts';
import { readIntegers } from '../values/read-values.ts';

/** The numbers of the states of a lesson (alfaCRM contract 3.16). */
export const STATUSES = { planned: 1, cancelled: 2, conducted: 3 } as const;

/** So many memberships are looked into. */
const MANY = 1000;

/** In a room of one of these locations. */
const inLocations: FilterMaker = (value, { directory }) => {
  const locations = readIntegers(value);
  if (locations === undefined) return NOTHING;
  const rooms = directory.dictionary('room').items.filter((room) => locations.includes(numberAt(room, 'location') ?? 0));
  return locations.length === 0 ? undefined : oneOf('room', rooms.map(({ id }) => id));
};

/** The filters of an index of lessons; `customer_id` is in {@link lessonStanding}. */
export const LESSON_FILTERS: Readonly<Record<string, FilterMaker>> = {
  id: among('id'),
  status: codedAs('state', STATUSES),
  teacher_id: holding('teachers'),
  group_id: holding('groups'),
  subject_id: among('subject'),
  lesson_type_id: among('type'),
  location_ids: inLocations,
  room_ids: among('room'),
  ...days('date', 'date'),
  ...moments('created_at', 'created_at'),
  ...changed(),
};

/** Conducted lessons alone unless `status` or `id` says otherwise (contract 3.16, trap 24), and those of `customer_id`. */
export async function lessonStanding(call: Call): Promise<Filter> {
  const asked = call.given('status') !== undefined || call.given('id') !== undefined;
  return allOf(asked ? EVERYTHING : equals('state', 'conducted'), await ofCustomers(call));
}

async function ofCustomers(call: Call): Promise<Filter> {
  const sent = call.given('customer_id');
  const customers = sent === undefined ? [] : readIntegers(sent);
  if (customers === undefined) return NOTHING;
  return customers.length === 0 ? EVERYTHING : lessonsOf(customers, call);
}

/**
 * The lessons of customers: those that name them, and those of their groups while they are members; who was at a group
 * lesson that took place is named by it.
 */
export async function lessonsOf(customers: readonly number[], { crm, context }: Call): Promise<Filter> {
  const memberships = await listRecords(crm, context, { entity: 'membership', filter: oneOf('client', customers), sort: { field: 'id', descending: true }, offset: 0, limit: MANY });
  const notYet: Filter = { kind: 'not', filter: equals('state', 'conducted') };
  return anyOf(holdsAny('clients', customers), allOf(notYet, anyOf(...memberships.map(whileMember))));
}

function whileMember(membership: CrmRecord): Filter {
  const [group, from, to] = [numberAt(membership, 'group'), bound(membership, 'starts_on'), bound(membership, 'ends_on')];
  if (group === null) return NOTHING;
  const lasting: Filter = from === undefined && to === undefined ? EVERYTHING : { kind: 'range', field: 'date', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return allOf(holdsAny('groups', [group]), lasting);
}

function bound(membership: CrmRecord, field: string): Bound | undefined {
  const day = textAt(membership, field);
  return day === null || day === '' ? undefined : { value: day, inclusive: true };
}
