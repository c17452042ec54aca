import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { oneOf } from '../../query/filter.ts';
import { formulaValues } from '../../records/generated-values.ts';
import type { CrmRecord } from '../../values.ts';
import { draftedChanges, plannedNumber } from '../drafted.ts';
import { dayOf } from '../lessons/days.ts';
import { attendedValues } from './attended.ts';
import { comingLessons, lastPaidStart, type Coming } from './coming-lessons.ts';
import { concernedClients, type Concerned } from './concerned-clients.ts';
import { fence } from './fence.ts';
import { readPlanned, type PlannedRow } from './read-planned.ts';
import { keyOf, linkAt, type Reference } from './references.ts';
import { subscribedTill } from './subscribed-till.ts';

/**
 * Drafts the dates of each client whom the draft concerns:
 * `next_lesson_at`: the beginning of his first lesson that is still planned, be it overdue;
 * `attended_lessons`, `last_attended_on`: his attendance of conducted lessons;
 * `subscribed_till`: the last day of his living, unarchived subscriptions, 9999-12-31 where one has no end;
 * `paid_till`: the beginning of the last of his lessons from today on that is paid for (`paid_lessons`, as the draft is to leave it).
 * Each of them is written, so two decisions about one client conflict. Deleted clients are kept true too, for when they come back.
 */
export async function planSchedule(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  const concerned = await concernedClients(crm, draft, directory);
  if (concerned.length === 0) return;
  const stored = await fence(crm, draft, 'client', concerned.flatMap(({ client }) => (typeof client === 'number' ? [client] : [])));
  const clients = plannedClients(draft);
  const isSought = ({ client, lessons, added }: Concerned): boolean => lessons || (added.length > 0 && (plannedNumber(clients.get(keyOf(client)), 'paid_lessons') ?? 0) > 0);
  const sought = concerned.filter(isSought).map(({ client }) => client);
  const coming = await comingLessons(crm, directory, draftedChanges(draft, 'lesson'), sought, await membershipsOf(crm, draft, directory, sought));
  await Promise.all(concerned.map(async (one) => {
    const values = clients.get(keyOf(one.client));
    if (values === undefined) return;
    const dates = await datesOf(crm, draft, directory, one, values, coming.get(keyOf(one.client)));
    writeDates(draft, directory, one.client, typeof one.client === 'number' ? stored.get(one.client) : undefined, values, dates);
  }));
}

/** What the draft is to leave in the clients that it writes, living or away. */
function plannedClients(draft: Draft): ReadonlyMap<string, PlannedValues> {
  return new Map(draft.toChangeSet().records.flatMap((change): [string, PlannedValues][] => {
    if (change.entity !== 'client' || change.kind === 'purge') return [];
    return [[keyOf(change.id), change.kind === 'update' ? { ...change.before, ...change.values } : change.values]];
  }));
}

function writeDates(draft: Draft, directory: Directory, client: Reference, stored: CrmRecord | undefined, values: PlannedValues, dates: PlannedValues): void {
  const formulas = formulaValues(directory, directory.catalog.entity('client'), { ...values, ...dates }, draft.at);
  if (stored === undefined) draft.complete('client', client, { ...dates, ...formulas });
  else draft.derive('client', stored, { ...dates, ...formulas });
}

async function datesOf(crm: Crm, draft: Draft, directory: Directory, { client, added, attendance, subscriptions }: Concerned, values: PlannedValues, lessons: readonly Coming[] | undefined): Promise<PlannedValues> {
  const [coming, attended, subscribed] = await Promise.all([
    lessons === undefined ? earlierStart(values, added) : lessonDates(values, lessons, dayOf(crm.zone, draft.at)),
    attendance.length === 0 ? {} : attendedValues(crm, draft, directory, client, values, attendance),
    subscriptions ? { subscribed_till: await subscribedTill(crm, draft, directory, client) } : {},
  ]);
  return { ...coming, ...attended, ...subscribed };
}

/** Lessons that are only added can but come before the next one that is known. */
function earlierStart(values: PlannedValues, added: readonly number[]): PlannedValues {
  const next = plannedNumber(values, 'next_lesson_at');
  return added.length === 0 ? {} : { next_lesson_at: Math.min(next ?? Infinity, ...added), paid_till: null };
}

function lessonDates(values: PlannedValues, lessons: readonly Coming[], today: string): PlannedValues {
  return { next_lesson_at: lessons[0]?.startsAt ?? null, paid_till: lastPaidStart(lessons, plannedNumber(values, 'paid_lessons') ?? 0, today) };
}

/** The memberships of clients as the draft is to leave them. */
async function membershipsOf(crm: Crm, draft: Draft, directory: Directory, clients: readonly Reference[]): Promise<readonly PlannedRow[]> {
  const changes = draftedChanges(draft, 'membership');
  const stored = await readPlanned(crm, directory, changes, { entity: 'membership', filter: oneOf('client', clients.filter((client) => typeof client === 'number')) });
  const news = new Set(clients.filter((client) => typeof client !== 'number').map(keyOf));
  const ofNew = changes.flatMap(({ id, after }) => (after !== undefined && news.has(keyOf(linkAt(after, 'client') ?? 0)) ? [{ id, values: after }] : []));
  return [...stored, ...ofNew];
}
