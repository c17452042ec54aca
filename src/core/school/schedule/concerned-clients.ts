import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { sameValue } from '../../values.ts';
import { draftedChanges, known, plannedNumber, type DraftedChange } from '../drafted.ts';
import { isStillPlanned } from '../lessons/lesson-views.ts';
import { participantsOf, readMemberships } from '../lessons/participants.ts';
import { isMoved } from '../memberships/check-memberships.ts';
import { distinct, keyOf, linkAt, type Reference } from '../references.ts';

/** A client whose schedule a draft concerns, and what of it is to be worked out anew. */
export interface Concerned {
  readonly client: Reference;
  /** Whether his coming lessons are to be looked through: some go or move, or memberships do, or others are paid for. */
  readonly lessons: boolean;
  /** When the lessons begin that he gets by the draft. */
  readonly added: readonly number[];
  /** What the draft does to his attendance. */
  readonly attendance: readonly DraftedChange[];
  readonly subscriptions: boolean;
}

type Part = 'lessons' | 'subscriptions' | 'fence';

interface Noted {
  readonly client: Reference;
  readonly parts: Set<Part>;
  readonly added: number[];
  readonly attendance: DraftedChange[];
}

const OF_A_PLACE = ['state', 'date', 'starts_at', 'clients', 'groups', 'subject', 'type'];
/** What decides which lessons a subscription is enough for. */
const OF_COVER = ['client', 'starts_on', 'ends_on', 'archived_at', 'subjects', 'lesson_types', 'group', 'paid_lessons'];

/** The clients whom the lessons, memberships, attendance, subscriptions and money of a draft concern. The groups of its lessons are fenced. */
export async function concernedClients(crm: Crm, draft: Draft, directory: Directory): Promise<readonly Concerned[]> {
  const found = new Map<string, Noted>();
  const note = (client: Reference, part: Part): Noted => {
    const entry = found.get(keyOf(client)) ?? { client, parts: new Set<Part>(), added: [], attendance: [] };
    entry.parts.add(part);
    found.set(keyOf(client), entry);
    return entry;
  };
  for (const { client, startsAt } of await placesInLessons(crm, draft, directory)) {
    if (startsAt === null) note(client, 'lessons');
    else note(client, 'fence').added.push(startsAt);
  }
  for (const change of draftedChanges(draft, 'membership').filter(isMoved)) for (const client of clientsOf(change)) note(client, 'lessons');
  for (const change of draftedChanges(draft, 'attendance')) for (const client of clientsOf(change)) note(client, 'fence').attendance.push(change);
  for (const change of draftedChanges(draft, 'subscription')) for (const client of clientsOf(change)) note(client, 'subscriptions');
  for (const { before, after } of draftedChanges(draft, 'subscription')) {
    const client = linkAt(after, 'client');
    if (client !== null && OF_COVER.some((field) => hasNewValue(before, after, field))) note(client, 'lessons');
  }
  for (const change of ['payment', 'bonus'].flatMap((entity) => draftedChanges(draft, entity))) for (const client of clientsOf(change)) note(client, 'fence');
  for (const { id, before, after } of draftedChanges(draft, 'client')) if (hasNewValue(before, after, 'paid_lessons')) note(id, 'lessons');
  return [...found.values()].map(({ client, parts, added, attendance }) => ({ client, added, attendance, lessons: parts.has('lessons'), subscriptions: parts.has('subscriptions') }));
}

function clientsOf({ before, after }: DraftedChange): readonly Reference[] {
  return distinct([before, after].flatMap((values) => linkAt(values, 'client') ?? []));
}

/** Who takes part in the lessons of a draft: with their beginning where he only gets them, with null where he may lose them. */
async function placesInLessons(crm: Crm, draft: Draft, directory: Directory): Promise<readonly { readonly client: Reference; readonly startsAt: number | null }[]> {
  const changes = draftedChanges(draft, 'lesson').filter(isPlaced);
  const views = ({ before, after }: DraftedChange): readonly PlannedValues[] => [before, after].filter((lesson) => lesson !== undefined);
  // Who joins or leaves a group by this draft is concerned anyway.
  const memberships = await readMemberships(crm, draft, directory, changes.flatMap(views));
  return changes.flatMap((change) => {
    const startsAt = isStillPlanned(change.before) ? null : plannedNumber(change.after, 'starts_at');
    return views(change).flatMap((lesson) => (startsAt === null || lesson === change.after ? participantsOf(lesson, memberships).map((client) => ({ client, startsAt })) : []));
  });
}

/** Whether a lesson that was, or is to be, planned has another time, other participants or another kind than before. */
function isPlaced({ before, after }: DraftedChange): boolean {
  return (isStillPlanned(before) || isStillPlanned(after)) && OF_A_PLACE.some((field) => hasNewValue(before, after, field));
}

function hasNewValue(before: PlannedValues | undefined, after: PlannedValues | undefined, field: string): boolean {
  return !sameValue(known(before?.[field]), known(after?.[field]));
}
