import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { sameValue } from '../../values.ts';
import { draftedChanges, known, type DraftedChange } from '../drafted.ts';
import { isStillPlanned } from '../lessons/lesson-views.ts';
import { participantsOf, readMemberships } from '../lessons/participants.ts';
import { isMoved } from '../memberships/check-memberships.ts';
import { keyOf, linkAt, type Reference } from './references.ts';

/** A client whose schedule a draft concerns, and what of it is to be worked out anew. */
export interface Concerned {
  readonly client: Reference;
  /** His coming lessons: other lessons, or other memberships. */
  readonly lessons: boolean;
  /** What the draft does to his attendance. */
  readonly attendance: readonly DraftedChange[];
  readonly subscriptions: boolean;
}

type Part = 'lessons' | 'subscriptions' | 'fence';

const OF_A_PLACE = ['state', 'date', 'starts_at', 'clients', 'groups'];

/** The clients whom the lessons, memberships, attendance, subscriptions and money of a draft concern. The groups of its lessons are fenced. */
export async function concernedClients(crm: Crm, draft: Draft, directory: Directory): Promise<readonly Concerned[]> {
  const found = new Map<string, { client: Reference; parts: Set<Part>; attendance: DraftedChange[] }>();
  const note = (client: Reference | undefined, part: Part): DraftedChange[] => {
    if (client === undefined) return [];
    const entry = found.get(keyOf(client)) ?? { client, parts: new Set<Part>(), attendance: [] };
    entry.parts.add(part);
    found.set(keyOf(client), entry);
    return entry.attendance;
  };
  for (const client of await clientsOfLessons(crm, draft, directory)) note(client, 'lessons');
  for (const change of draftedChanges(draft, 'membership').filter(isMoved)) for (const client of clientsOf(change)) note(client, 'lessons');
  for (const change of draftedChanges(draft, 'attendance')) for (const client of clientsOf(change)) note(client, 'fence').push(change);
  for (const change of draftedChanges(draft, 'subscription')) for (const client of clientsOf(change)) note(client, 'subscriptions');
  for (const change of ['payment', 'bonus'].flatMap((entity) => draftedChanges(draft, entity))) for (const client of clientsOf(change)) note(client, 'fence');
  for (const { id, before, after } of draftedChanges(draft, 'client')) if (hasNewValue(before, after, 'paid_lessons')) note(id, 'lessons');
  return [...found.values()].map(({ client, parts, attendance }) => ({ client, attendance, lessons: parts.has('lessons'), subscriptions: parts.has('subscriptions') }));
}

function clientsOf({ before, after }: DraftedChange): readonly Reference[] {
  const [old, now] = [linkAt(before, 'client'), linkAt(after, 'client')];
  if (old === undefined) return now === undefined ? [] : [now];
  return now === undefined || keyOf(now) === keyOf(old) ? [old] : [old, now];
}

async function clientsOfLessons(crm: Crm, draft: Draft, directory: Directory): Promise<readonly Reference[]> {
  const lessons = draftedChanges(draft, 'lesson').filter(isPlaced)
    .flatMap(({ before, after }) => [before, after]).filter((lesson) => lesson !== undefined);
  // Who joins or leaves a group by this draft is concerned anyway.
  const memberships = await readMemberships(crm, draft, directory, lessons);
  return lessons.flatMap((lesson) => participantsOf(lesson, memberships));
}

/** Whether a lesson that was, or is to be, planned has another time, or other participants, than before. */
function isPlaced({ before, after }: DraftedChange): boolean {
  return (isStillPlanned(before) || isStillPlanned(after)) && OF_A_PLACE.some((field) => hasNewValue(before, after, field));
}

function hasNewValue(before: PlannedValues | undefined, after: PlannedValues | undefined, field: string): boolean {
  return !sameValue(known(before?.[field]), known(after?.[field]));
}
