import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { allOf, equals, NOTHING } from '../../query/filter.ts';
import { draftedChanges, plannedText } from '../drafted.ts';
import { readPlanned } from './read-planned.ts';
import { linkAt, samePlace, type Reference } from './references.ts';

/** What stands for "without an end" in a field that holds a day. */
export const WITHOUT_END = '9999-12-31';

/** The last day of a client's living subscriptions that are not archived: the end of days where one has no end, null where there is none. */
export async function subscribedTill(crm: Crm, draft: Draft, directory: Directory, client: Reference): Promise<string | null> {
  const changes = draftedChanges(draft, 'subscription');
  const filter = typeof client === 'number' ? allOf(equals('client', client), equals('archived_at', null)) : NOTHING;
  const stored = await readPlanned(crm, directory, changes, { entity: 'subscription', filter, fields: ['ends_on'] });
  const ofNew = typeof client === 'number' ? [] : changes.flatMap(({ after }) => (after !== undefined && samePlace(linkAt(after, 'client'), client) && (after['archived_at'] ?? null) === null ? [after] : []));
  const ends = [...stored.map(({ values }) => values), ...ofNew].map((values) => plannedText(values, 'ends_on') ?? WITHOUT_END);
  return ends.toSorted().at(-1) ?? null;
}
