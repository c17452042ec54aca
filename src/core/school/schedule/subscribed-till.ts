import type { PlannedValues } from '../../changes/change-set.ts';
import { plannedText } from '../drafted.ts';

/** What stands for "without an end" in a field that holds a day. */
export const WITHOUT_END = '9999-12-31';

/** The last day of those of a client's living subscriptions that are not archived: the end of days where one has no end, null where there is none. */
export function subscribedTill(subscriptions: readonly PlannedValues[]): string | null {
  const kept = subscriptions.filter((subscription) => (subscription['archived_at'] ?? null) === null);
  return kept.map((subscription) => plannedText(subscription, 'ends_on') ?? WITHOUT_END).toSorted().at(-1) ?? null;
}
