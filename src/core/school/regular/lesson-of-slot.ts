import type { PlannedValues } from '../../changes/change-set.ts';
import type { FieldValue } from '../../values.ts';
import type { Zone } from '../../time.ts';
import { plannedIds, plannedText } from '../drafted.ts';
import { instantAt } from '../days.ts';
import { linkAt } from '../references.ts';

/** What the lesson of a weekly slot holds on a day; its clients are that of the slot and the others named there. */
export function lessonOfSlot(zone: Zone, slot: PlannedValues, day: string): PlannedValues {
  return {
    branch: slot['branch'] ?? null,
    type: slot['type'] ?? null,
    subject: slot['subject'] ?? null,
    room: slot['room'] ?? null,
    teachers: slot['teachers'] ?? null,
    groups: idList([linkAt(slot, 'group')]),
    clients: idList([linkAt(slot, 'client'), ...plannedIds(slot, 'clients')]),
    starts_at: instantAt(zone, day, plannedText(slot, 'starts') ?? ''),
    ends_at: instantAt(zone, day, plannedText(slot, 'ends') ?? ''),
  };
}

function idList(ids: readonly unknown[]): FieldValue {
  const known = [...new Set(ids.filter((id) => typeof id === 'number').map(String))];
  return known.length === 0 ? null : known;
}
