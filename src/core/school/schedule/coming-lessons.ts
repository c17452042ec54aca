import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { allOf, anyOf, equals, holdsAny, NOTHING, type Bound, type Filter } from '../../query/filter.ts';
import type { Sort } from '../../query/record-query.ts';
import { plannedNumber, plannedText, type DraftedChange } from '../drafted.ts';
import { readPlanned, type PlannedRow } from './read-planned.ts';
import { linkAt, type Reference } from './references.ts';

const EARLIEST_FIRST: Sort = { field: 'starts_at', descending: false };
const LATEST_FIRST: Sort = { field: 'starts_at', descending: true };
/** Lessons are planned 60 days ahead: who has paid for more of them than this has paid for all. */
const MAX_PLANNED = 1000;
/** Without a beginning a lesson is in nobody's schedule. */
const STARTED: Filter = { kind: 'not', filter: equals('starts_at', null) };

/** The planned lessons that a client takes part in: those that name him, and those of his groups while he is a member. */
export function lessonsOf(client: Reference, memberships: readonly PlannedRow[]): Filter {
  const own = typeof client === 'number' ? holdsAny('clients', [client]) : NOTHING;
  return allOf(equals('state', 'planned'), anyOf(own, ...memberships.map(whileMember)));
}

function whileMember({ values }: PlannedRow): Filter {
  const group = linkAt(values, 'group');
  if (typeof group !== 'number') return NOTHING;
  const day = (field: string): Bound | undefined => {
    const value = plannedText(values, field);
    return value === null ? undefined : { value, inclusive: true };
  };
  const [from, to] = [day('starts_on'), day('ends_on')];
  // A lesson without a day has no members.
  const lasting: Filter = { kind: 'range', field: 'date', from: from ?? { value: '0000-01-01', inclusive: true }, ...(to === undefined ? {} : { to }) };
  return allOf(holdsAny('groups', [group]), lasting);
}

/** When the first of these lessons begins, be it overdue; null when there is none. */
export async function firstStart(crm: Crm, directory: Directory, changes: readonly DraftedChange[], filter: Filter): Promise<number | null> {
  const [first] = await readPlanned(crm, directory, changes, { entity: 'lesson', filter: allOf(filter, STARTED), fields: ['starts_at'], sort: EARLIEST_FIRST, limit: 1 });
  return plannedNumber(first?.values, 'starts_at');
}

/** When the last lesson that is paid for begins, counted from today on: the last planned one where there are fewer; null when none is paid for. */
export async function lastPaidStart(crm: Crm, directory: Directory, changes: readonly DraftedChange[], filter: Filter, paid: number, today: string): Promise<number | null> {
  if (paid <= 0) return null;
  const coming = allOf(filter, { kind: 'range', field: 'date', from: { value: today, inclusive: true } });
  const counted = paid > MAX_PLANNED ? { sort: LATEST_FIRST, limit: 1 } : { sort: EARLIEST_FIRST, limit: paid };
  const rows = await readPlanned(crm, directory, changes, { entity: 'lesson', filter: coming, fields: ['starts_at'], ...counted });
  return plannedNumber(rows.at(-1)?.values, 'starts_at');
}
