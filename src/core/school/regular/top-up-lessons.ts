import type { Author } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { allOf, anyOf, equals, type Filter } from '../../query/filter.ts';
import { numberAt, textAt, type CrmRecord } from '../../values.ts';
import { addDays, dayOf } from '../days.ts';
import { horizonOf, PLANNED_AHEAD_DAYS, regularDays } from './regular-days.ts';
import { planSlotLesson, readSlotLessons } from './slot-lessons.ts';

const PAGE = 500;

/**
 * Adds the lessons of weekly slots that have come into sight since the last time, 60 days ahead: to be called each day.
 * One write a slot, in which the slot itself is written, so several processes may do it at once. Slots of a group or client
 * that is deleted get none. Gives the number of lessons added.
 */
export async function topUpLessons(crm: Crm, author: Author): Promise<number> {
  let [added, last] = [0, 0];
  for (;;) {
    const page = await crm.storage.findRecords({ entity: 'regular_lesson', filter: allOf(behind(crm), after(last)), sort: { field: 'id', descending: false }, offset: 0, limit: PAGE, fields: [] });
    for (const { id } of page) added += await topUp(crm, author, id);
    if (page.length < PAGE) return added;
    last = page.at(-1)?.id ?? last;
  }
}

/** Slots that are planned less far than the end of sight, and have not ended. */
function behind({ zone, clock }: Crm): Filter {
  const today = dayOf(zone, clock());
  return allOf(
    anyOf(equals('planned_until', null), { kind: 'range', field: 'planned_until', to: { value: addDays(today, PLANNED_AHEAD_DAYS), inclusive: false } }),
    anyOf(equals('ends_on', null), { kind: 'range', field: 'ends_on', from: { value: today, inclusive: true } }),
  );
}

function after(id: number): Filter {
  return { kind: 'range', field: 'id', from: { value: id, inclusive: false } };
}

async function topUp(crm: Crm, author: Author, id: number): Promise<number> {
  const { decision } = await crm.write(author, async (draft, directory) => {
    const slot = await crm.storage.readRecord('regular_lesson', id);
    if (slot === undefined || isAway(slot) || (await isForNobody(crm, slot))) return 0;
    return planRest(crm, draft, directory, slot);
  });
  return decision;
}

async function planRest(crm: Crm, draft: Draft, directory: Directory, slot: CrmRecord): Promise<number> {
  const today = dayOf(crm.zone, draft.at);
  const [until, horizon] = [textAt(slot, 'planned_until'), horizonOf(slot, today)];
  if (until !== null && until >= horizon) return 0;
  draft.derive('regular_lesson', slot, { planned_until: horizon });
  const from = until === null || until < today ? today : addDays(until, 1);
  const taken = new Set((await readSlotLessons(crm, slot.id, from)).map((lesson) => textAt(lesson, 'date')));
  return regularDays(slot, from, today).filter((day) => !taken.has(day) && planSlotLesson(crm, draft, directory, slot.id, slot, day)).length;
}

async function isForNobody({ storage }: Crm, slot: CrmRecord): Promise<boolean> {
  const [group, client] = [numberAt(slot, 'group'), numberAt(slot, 'client')];
  const whom = await Promise.all([group === null ? undefined : storage.readRecord('group', group), client === null ? undefined : storage.readRecord('client', client)]);
  const gone = (id: number | null, record: CrmRecord | undefined): boolean => id !== null && (record === undefined || isAway(record));
  return gone(group, whom[0]) || gone(client, whom[1]);
}

function isAway(record: CrmRecord): boolean {
  return (record['deleted_at'] ?? null) !== null;
}
